import Testing

/// What flowServ's user API does, as tests that hold for the sandbox and for the real server alike.
///
/// `docs/flowserv.md` names each of them beside the fact that it proves.  All tests share the servers, so every
/// test makes accounts of its own and looks at nobody else's.
@Suite(.servers)
struct Contract {}
