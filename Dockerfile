# docker build -t fitnacorpus . && docker run --rm -v "$PWD:/corpus" fitnacorpus check
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY requirements.lock pyproject.toml README.md LICENSE /src/
COPY src /src/src
RUN pip install --no-cache-dir --no-deps -r /src/requirements.lock /src && rm -rf /src
WORKDIR /corpus
ENTRYPOINT ["fitnacorpus"]
