internal import Crypto
internal import Foundation
package import NIOSSL
internal import SwiftASN1
internal import X509

/// A certificate authority for the time of one test.
package struct TestAuthority: Sendable {
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName
    private let certificate: Certificate

    /// - Parameter name: What it calls itself.
    package init(_ name: String = "test authority") throws {
        self.name = try DistinguishedName { CommonName(name) }
        certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: Date() - Self.day, notValidAfter: Date() + Self.day, issuer: self.name,
            subject: self.name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            },
            issuerPrivateKey: .init(key))
    }

    /// Its own certificate, for whoever trusts it.
    package var pem: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }

    /// What a server needs whose certificate this authority has signed.
    ///
    /// - Parameters:
    ///   - host: Whom the certificate is for.
    ///   - ended: Whether it has expired.
    ///   - newest: The newest version of TLS that the server speaks; nil for any.
    package func server(
        for host: String, ended: Bool = false, newest: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        let key = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: Date() - 2 * Self.day, notValidAfter: Date() + (ended ? -Self.day : Self.day),
            issuer: name, subject: try DistinguishedName { CommonName(host) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions { SubjectAlternativeNames([.dnsName(host)]) },
            issuerPrivateKey: .init(self.key))
        let pem = try Array(certificate.serializeAsPEM().pemString.utf8)
        let chain = try NIOSSLCertificate.fromPEMBytes(pem).map(NIOSSLCertificateSource.certificate)
        let privateKey = try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(privateKey))
        configuration.maximumTLSVersion = newest
        return try NIOSSLContext(configuration: configuration)
    }

    private static let day: TimeInterval = 24 * 3600
}
