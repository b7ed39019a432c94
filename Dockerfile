# The server with SQLite and LibreOffice. Build and start it with: docker compose up --build
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# The front end is built by MSBuild, which needs node and npm once.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
COPY workflows workflows
COPY discretion discretion
COPY templates templates
RUN dotnet restore src/WorkflowEnforcement.Server --locked-mode \
 && dotnet publish src/WorkflowEnforcement.Server --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl fonts-liberation fonts-noto-cjk libreoffice-writer-nogui \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown "$APP_UID" /data
COPY --from=build /app /app
# Everything that must be kept lies in one folder: database, documents and keys.
ENV Storage__Root=/data ConnectionStrings__Default="Data Source=/data/enforcement.db" HOME=/tmp
VOLUME /data
EXPOSE 5080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD curl -fsS http://localhost:5080/health/ready
ENTRYPOINT ["dotnet", "/app/WorkflowEnforcement.Server.dll", "--urls", "http://+:5080"]
