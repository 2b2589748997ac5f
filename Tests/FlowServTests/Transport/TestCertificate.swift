/// Certificates that sign themselves, with their keys: for tests on loopback only, good until 2120.
enum TestCertificate {
    /// For localhost: the private key and the certificate.
    static let localhost = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAR6lKfeexKf01PFj
        bJTPGnKltK4AgOkNl4g65FNrl16hRANCAARShfls05+o893fxePFUlgJOqgt/gbj
        ThcOvAt0hgpIfOnGwvlfasDuaxzVXhKhl5rBi124u6wrFXBoFAP5br+d
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIBUzCB+6ADAgECAhQ9iEB6Mvo/wTRWFSjFHF75rtQvuDAKBggqhkjOPQQDAjAU
        MRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEw
        MDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49
        AwEHA0IABFKF+WzTn6jz3d/F48VSWAk6qC3+BuNOFw68C3SGCkh86cbC+V9qwO5r
        HNVeEqGXmsGLXbi7rCsVcGgUA/luv52jKTAnMBQGA1UdEQQNMAuCCWxvY2FsaG9z
        dDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIFRtNdYuGqkZJdbq
        Ne+SoiJjFj6oD6BrdSJCiHvimZ/RAiBzwQjwdk05w9o3K63VegT0EHF/Wlo9kpVN
        f4nW0ALtng==
        -----END CERTIFICATE-----
        """

    /// For elsewhere.example: the private key and the certificate.
    static let elsewhere = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDBisjmyAUgEq6TB2
        uCg/Ua0dwfZIgqDEnFmlKEgLA2qhRANCAAQ35dk8Bauaj3S5T8zRLzL/c+1qc+T5
        1s4a+vpvED+ya7NFE8v1Mh6kVDiAVSyY8A7XZF1j54719msO/AlB5O0T
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIBbTCCAROgAwIBAgIUQY4iboCjJnnocssGcqGzsgq7mWMwCgYIKoZIzj0EAwIw
        HDEaMBgGA1UEAwwRZWxzZXdoZXJlLmV4YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgP
        MjEyMDAxMDEwMDAwMDBaMBwxGjAYBgNVBAMMEWVsc2V3aGVyZS5leGFtcGxlMFkw
        EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEN+XZPAWrmo90uU/M0S8y/3PtanPk+dbO
        Gvr6bxA/smuzRRPL9TIepFQ4gFUsmPAO12RdY+eO9fZrDvwJQeTtE6MxMC8wHAYD
        VR0RBBUwE4IRZWxzZXdoZXJlLmV4YW1wbGUwDwYDVR0TAQH/BAUwAwEB/zAKBggq
        hkjOPQQDAgNIADBFAiAWfjKz/59KB5jffUrgR+DxnNd2LLxamHUR6ntMseDwmgIh
        AOiXlGvFNoQgwZKyzQcrqBQ9GlmzAezvEB1WgtztFsqM
        -----END CERTIFICATE-----
        """
}
