# syntax=docker/dockerfile:1
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends dotnet-sdk-10.0 ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/CeCommerce/CeCommerce.csproj src/CeCommerce/packages.lock.json src/CeCommerce/
# Compiling ahead of time adds runtime packs, which the lock file of the sources does not list.
ENV LOCK="-p:NuGetLockFilePath=/tmp/publish.lock.json -p:RestoreLockedMode=false"
RUN dotnet restore src/CeCommerce --use-current-runtime -p:PublishReadyToRun=true $LOCK
COPY src src
COPY graphql graphql
COPY scripts scripts
RUN scripts/compile-model $LOCK && dotnet publish src/CeCommerce -c Release --use-current-runtime --self-contained false \
    -p:PublishReadyToRun=true -p:CompiledModel=/source/artifacts/CompiledModel $LOCK -o /app

FROM ubuntu:26.04
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 ca-certificates curl fonts-ipaexfont-gothic && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home app && mkdir /data && chown app /data
COPY --from=build /app /app
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS=http://0.0.0.0:5080 ASPNETCORE_HTTP_PORTS= CECOMMERCE_HOME=/data
USER app
VOLUME /data
EXPOSE 5080
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s CMD ["curl", "-fsS", "http://127.0.0.1:5080/health/ready"]
ENTRYPOINT ["/app/cecommerce"]
