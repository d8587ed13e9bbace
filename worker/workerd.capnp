# The proxy without Cloudflare: plain workerd on a machine of yours, behind a web server that ends TLS.
# `npm run selfhost` builds what is embedded here and serves it; settings and secrets are read from the environment.
# Every setting is explained in docs/operating.md.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "proxy", worker = .proxy),
    # The providers are on the public internet; nothing else can be reached, not even by mistake.
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
    # What signs for Астрал.ЭДО with a certificate, if that is how you log in; and its binding below.
    # (name = "signer", external = (address = "127.0.0.1:8790", http = ())),
    # What the Durable Objects keep: quotas, metrics, answers, jobs, the audit trail.
    (name = "state", disk = (path = "state", writable = true, allowDotfiles = false)),
  ],
  # For this machine only: the web server in front of it is what others reach, and passes the Host header on.
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "proxy")],
);

const proxy :Workerd.Worker = (
  modules = [
    (name = "main.js", esModule = embed "dist/main.js"),
    (name = "proxy.wasm", wasm = embed "dist/proxy.wasm"),
  ],
  compatibilityDate = "2026-03-31",
  globalOutbound = "internet",
  durableObjectNamespaces = [
    (className = "Ledger", uniqueKey = "kontragent-ledger", enableSql = true),
    (className = "Sessions", uniqueKey = "kontragent-sessions", enableSql = true),
    (className = "Meter", uniqueKey = "kontragent-meter", enableSql = true),
    (className = "AuditTrail", uniqueKey = "kontragent-audit", enableSql = true),
    (className = "Shelf", uniqueKey = "kontragent-shelf", enableSql = true),
    (className = "Guard", uniqueKey = "kontragent-guard", enableSql = true),
    (className = "Job", uniqueKey = "kontragent-job", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "state"),
  bindings = [
    (name = "LEDGER", durableObjectNamespace = "Ledger"),
    (name = "SESSIONS", durableObjectNamespace = "Sessions"),
    (name = "METER", durableObjectNamespace = "Meter"),
    (name = "AUDIT", durableObjectNamespace = "AuditTrail"),
    (name = "SHELF", durableObjectNamespace = "Shelf"),
    (name = "GUARD", durableObjectNamespace = "Guard"),
    (name = "JOB", durableObjectNamespace = "Job"),
    (name = "CACHE_SECRET", fromEnvironment = "CACHE_SECRET"),
    (name = "CACHE", fromEnvironment = "CACHE"),
    (name = "PATIENCE", fromEnvironment = "PATIENCE"),
    (name = "JOB_DAYS", fromEnvironment = "JOB_DAYS"),
    (name = "HOSTS", fromEnvironment = "HOSTS"),
    (name = "ORIGINS", fromEnvironment = "ORIGINS"),
    (name = "CALLERS", fromEnvironment = "CALLERS"),
    (name = "LIMITS", fromEnvironment = "LIMITS"),
    (name = "PRICES", fromEnvironment = "PRICES"),
    (name = "TOKEN_KEYS", fromEnvironment = "TOKEN_KEYS"),
    (name = "TURNSTILE_SECRET", fromEnvironment = "TURNSTILE_SECRET"),
    (name = "OPERATOR_TOKEN", fromEnvironment = "OPERATOR_TOKEN"),
    (name = "OPERATOR_TOKEN_NEXT", fromEnvironment = "OPERATOR_TOKEN_NEXT"),
    (name = "AUDIT_KEYS", fromEnvironment = "AUDIT_KEYS"),
    (name = "AUDIT_DAYS", fromEnvironment = "AUDIT_DAYS"),
    (name = "LOG_ABOUT", fromEnvironment = "LOG_ABOUT"),
    (name = "FOCUS_KEY", fromEnvironment = "FOCUS_KEY"),
    (name = "FOCUS_KEY_NEXT", fromEnvironment = "FOCUS_KEY_NEXT"),
    (name = "FOCUS_BASE_URL", fromEnvironment = "FOCUS_BASE_URL"),
    (name = "NKB_LOGIN", fromEnvironment = "NKB_LOGIN"),
    (name = "NKB_LOGIN_NEXT", fromEnvironment = "NKB_LOGIN_NEXT"),
    (name = "NKB_PASSWORD", fromEnvironment = "NKB_PASSWORD"),
    (name = "NKB_PASSWORD_NEXT", fromEnvironment = "NKB_PASSWORD_NEXT"),
    (name = "FSSP_TOKEN", fromEnvironment = "FSSP_TOKEN"),
    (name = "FSSP_TOKEN_NEXT", fromEnvironment = "FSSP_TOKEN_NEXT"),
    (name = "ASTRAL_TOKEN", fromEnvironment = "ASTRAL_TOKEN"),
    (name = "ASTRAL_TOKEN_NEXT", fromEnvironment = "ASTRAL_TOKEN_NEXT"),
    (name = "ASTRAL_EMAIL", fromEnvironment = "ASTRAL_EMAIL"),
    (name = "ASTRAL_EMAIL_NEXT", fromEnvironment = "ASTRAL_EMAIL_NEXT"),
    (name = "ASTRAL_PASSWORD", fromEnvironment = "ASTRAL_PASSWORD"),
    (name = "ASTRAL_PASSWORD_NEXT", fromEnvironment = "ASTRAL_PASSWORD_NEXT"),
    # (name = "ASTRAL_SIGNER", service = "signer"),
    (name = "NKB_BASE_URL", fromEnvironment = "NKB_BASE_URL"),
    (name = "FSSP_BASE_URL", fromEnvironment = "FSSP_BASE_URL"),
    (name = "ASTRAL_BASE_URL", fromEnvironment = "ASTRAL_BASE_URL"),
  ],
);
