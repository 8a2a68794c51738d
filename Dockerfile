# Spadework in a container.
#
#   docker build -t spadework .
#   docker run -d --name spadework -p 3000:3000 \
#     --env-file spadework.env \
#     -v /srv/spadework:/srv/spadework -w /srv/spadework \
#     -v /var/run/docker.sock:/var/run/docker.sock --group-add "$(stat -c %g /var/run/docker.sock)" \
#     spadework
#
# Sandboxes are containers beside this one: the engine of the host starts them and mounts work trees from the host's own
# disk. So the data directory must have the same path inside and outside, which is why /srv/spadework is mounted at
# /srv/spadework and not at another place, and it must belong to uid 1000 on the host (chown 1000:1000 /srv/spadework).
# spadework.yml is read from there. Without a Docker socket the image serves requests (serve --no-worker) with /data.
# Whoever can use the socket is root on the host: keep this container to itself.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -q -B dependency:go-offline
COPY src src
RUN mvn -q -B -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:17-jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends ripgrep \
    && rm -rf /var/lib/apt/lists/* \
    && { getent passwd 1000 >/dev/null && userdel -r "$(id -nu 1000)" || true; } \
    && useradd --uid 1000 --create-home spadework \
    && install -d -o spadework -g spadework /data
COPY --from=build /build/target/spadework.jar /opt/spadework.jar
USER spadework
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-3000} && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '200 OK' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "/opt/spadework.jar"]
CMD ["serve"]
