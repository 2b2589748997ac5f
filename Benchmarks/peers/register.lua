-- The register that rollcall sends, again and again.
wrk.method = "POST"
wrk.body = '{"password":"pass-0000001-word","username":"user0000001@example.org","verify":false}'
wrk.headers["content-type"] = "application/json"
wrk.headers["accept"] = "application/json"
