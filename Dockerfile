FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# npm fetches the designer and the printer, once, while building.
RUN apt-get update && apt-get install -y --no-install-recommends npm && rm -rf /var/lib/apt/lists/*
COPY . .
# Compiled ahead: about a quarter less time from the start to the first answer.
RUN dotnet publish src/WorkflowJobs.Server -c Release -o /app --use-current-runtime --self-contained false -p:PublishReadyToRun=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
# Node.js prints the documents.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*
COPY --from=build /app .
RUN mkdir /data && chown app:app /data
VOLUME /data
USER app
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s CMD ["dotnet", "WorkflowJobs.Server.dll", "health"]
ENTRYPOINT ["dotnet", "WorkflowJobs.Server.dll"]
