#!/bin/sh
# Put nginx with brotli on this machine where that is allowed. 0: it is there; 1: it cannot be had.
module=/usr/lib/nginx/modules/ngx_http_brotli_static_module.so
have() { [ -x /usr/sbin/nginx ] && [ -e "$module" ]; }

have && exit 0
command -v apt-get >/dev/null || { echo "nginx is missing, and there is no apt-get to install it"; exit 1; }
if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true 2>/dev/null; then as_root="sudo -n"
else echo "nginx is missing, and this user may not install it: apt install nginx-light libnginx-mod-http-brotli-static"; exit 1
fi

echo "Installing nginx-light and its brotli module (the service is not started)"
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null && $as_root chmod +x "$policy"
    trap '$as_root rm -f "$policy"' EXIT
fi
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    nginx-light libnginx-mod-http-brotli-static >/dev/null
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends wrk >/dev/null || true
have || { echo "nginx could not be installed"; exit 1; }
