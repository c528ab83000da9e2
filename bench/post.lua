-- wrk sends a POST without a body.
wrk.method = "POST"
