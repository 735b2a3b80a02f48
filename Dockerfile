# Built and run like this (docs/deployment.md tells more):
#   docker build -t lowtide .
#   docker run --read-only --tmpfs /tmp:exec --cap-drop ALL --security-opt no-new-privileges --ulimit core=0 \
#     -v lowtide:/data -e LOWTIDE_TELEGRAM_TOKEN lowtide

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY config config
COPY src src
RUN mvn -B -q package -DskipTests
# Only the parts of Java that the bot uses.
RUN jlink --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,jdk.unsupported,jdk.zipfs \
      --strip-debug --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive --output /jre

FROM debian:trixie-slim
ENV PATH=/opt/jre/bin:$PATH MALLOC_ARENA_MAX=2
# Charts need fontconfig and one font; calls to platforms and sources the certificate authorities.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates fontconfig fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data lowtide \
 && install -d -o lowtide -m 0700 /data
COPY --from=build /jre /opt/jre
COPY --from=build /build/target/lowtide.jar /opt/lowtide/lowtide.jar
COPY config /etc/lowtide
# The classes as they lie in memory after a start, so that later ones need not load them anew.
RUN printf '/price\n/corr\n/phase\n' \
    | java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit=/opt/lowtide/lowtide.jsa \
        -jar /opt/lowtide/lowtide.jar demo --for 20s >/dev/null \
 && rm -rf /tmp/*
USER lowtide
WORKDIR /data
VOLUME /data
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/opt/lowtide/lowtide.jsa", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmn16m", "-Xmx96m", "-Xss512k", "-jar", "/opt/lowtide/lowtide.jar"]
CMD ["run", "--config", "/etc/lowtide/lowtide.yml", "--data", "/data"]
# The bot touches its heartbeat whenever it has looked at the market.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD find /data/heartbeat -mmin -2 | grep -q . || exit 1
