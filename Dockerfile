# Built and run like this (docs/deployment.md tells more):
#   docker build -t lowtide .
#   docker run --read-only --tmpfs /tmp:exec -v lowtide:/data -e LOWTIDE_TELEGRAM_TOKEN lowtide

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY config config
COPY src src
RUN mvn -B -q package -DskipTests

FROM eclipse-temurin:25-jre-noble
# Charts need fontconfig and one font.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data lowtide \
 && install -d -o lowtide -m 0700 /data
COPY --from=build /build/target/lowtide.jar /opt/lowtide/lowtide.jar
COPY config/lowtide.yml /etc/lowtide/lowtide.yml
USER lowtide
WORKDIR /data
VOLUME /data
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-jar", "/opt/lowtide/lowtide.jar"]
CMD ["run", "--config", "/etc/lowtide/lowtide.yml", "--data", "/data"]
# The bot touches its heartbeat whenever it has looked at the market.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD find /data/heartbeat -mmin -2 | grep -q . || exit 1
