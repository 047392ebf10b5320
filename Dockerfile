# The tool as users install it: docker build --tag consent-upgrade . && docker run --rm consent-upgrade --help
FROM node:24-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && mkdir /packed && npm pack --pack-destination /packed

FROM node:24-slim
WORKDIR /opt/consent-upgrade
COPY --from=build /packed/*.tgz /src/package-lock.json ./
# The package holds the compiled program: `prepare`, which compiles it, has nothing to do here.
RUN tar -xzf *.tgz --strip-components=1 \
  && rm *.tgz \
  && npm pkg delete scripts.prepare \
  && npm ci --omit=dev --no-audit --no-fund \
  && npm cache clean --force \
  && mkdir /data \
  && chown node:node /data
USER node
# Configuration files and embedded databases: mount a directory here.
WORKDIR /data
ENTRYPOINT ["node", "/opt/consent-upgrade/dist/bin/consent-upgrade.js"]
