internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension HTTPTransport {
    /// Returns what a failure below HTTP proves about the request.
    ///
    /// Only failures that can happen solely before the first byte of a request is sent count as not processed.  In
    /// all other cases the server may have received it, even if the connection seems to have broken early.
    ///
    /// - Parameter proxy: The proxy, if one is used; it may have caused the failure.
    static func classify(_ error: any Error, status: Int?, by proxy: ForwardProxy? = nil) -> ServiceError {
        if status == nil, let proxy, let reason = reason(error, of: proxy) {
            return .refusedBeforeProcessing(.init(reason: reason, cause: .proxy))
        }
        if status == nil, let reason = reasonBeforeSending(error) {
            return .refusedBeforeProcessing(.init(reason: reason, cause: cause(error)))
        }
        return .outcomeUnknown(.init(reason: reasonAfterSending(error), status: status))
    }

    /// Returns how the proxy refused the tunnel.
    private static func reason(_ error: any Error, of proxy: ForwardProxy) -> String? {
        if error is NIOConnectionError || (error as? IOError)?.errnoCode == ECONNREFUSED {
            return "no connection to the proxy \(proxy), which HTTPS_PROXY names"
        }
        return switch error as? HTTPClientError {
        case .connectTimeout: "the proxy \(proxy), which HTTPS_PROXY names, did not accept the connection in time"
        case .proxyAuthenticationRequired:
            "the proxy \(proxy) requires a login, or rejects the one it got: write it in HTTPS_PROXY, as in "
                + "http://USER:PASSWORD@HOST:PORT"
        case .invalidProxyResponse, .httpProxyHandshakeTimeout:
            "the proxy \(proxy), which HTTPS_PROXY names, refuses to connect to the server"
                + (proxy.login == nil ? "" : ", or rejects the login in HTTPS_PROXY")
        default: nil
        }
    }

    private static func reasonBeforeSending(_ error: any Error) -> String? {
        switch error {
        case let error as NIOConnectionError:
            if error.connectionErrors.isEmpty {
                return "the host name \(error.host) cannot be resolved"
            }
            return "no connection to \(error.host):\(error.port)" + detail(error.connectionErrors.last?.error)
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            // This is how a connect to an IP address fails.  An open connection can also end this way, but only after
            // a quarter of an hour of silence, and every request has timed out by then.
            return reason(error)
        case let error as HTTPClientError:
            return reasonBeforeSending(error)
        case NIOSSLError.handshakeFailed(let detail) where isAboutCertificate(detail):
            return "the server's certificate has expired, or no trusted authority has signed it"
        case NIOSSLError.handshakeFailed(let detail) where isAboutVersion(detail):
            return "the server does not speak TLS 1.2 or later, and older versions are not safe"
        case NIOSSLError.handshakeFailed(let detail):
            return "the TLS handshake failed (\(detail))"
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            return "the server's certificate is for another host"
        default:
            return nil
        }
    }

    private static func cause(_ error: any Error) -> ServiceError.Evidence.Cause {
        switch error {
        case NIOSSLError.handshakeFailed(let detail) where isAboutCertificate(detail): .certificate
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: .otherHost
        default: .connection
        }
    }

    /// Returns whether the certificate was rejected.  BoringSSL does not report the reason.
    private static func isAboutCertificate(_ detail: BoringSSLError) -> Bool {
        "\(detail)".contains("CERTIFICATE_VERIFY_FAILED")
    }

    /// Returns whether client and server have no common version of TLS, which BoringSSL reports as the server's own
    /// alert or as an error that the client found in the server's hello.
    private static func isAboutVersion(_ detail: BoringSSLError) -> Bool {
        ["PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL"].contains { "\(detail)".contains($0) }
    }

    private static func reasonBeforeSending(_ error: HTTPClientError) -> String? {
        switch error {
        case .connectTimeout: "the server did not accept the connection in time"
        case .tlsHandshakeTimeout: "the TLS handshake was not finished in time"
        case .getConnectionFromPoolTimeout: "no connection was free in time"
        default:
            // This description contains the header's value, which may be the token.
            error.shortDescription == invalidHeader ? "the token cannot be sent in a header" : nil
        }
    }

    private static let invalidHeader = HTTPClientError.invalidHeaderFieldValues([]).shortDescription

    private static func reasonAfterSending(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            "no answer in time"
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            "the connection was closed before the answer was complete"
        case HTTPParserError.invalidEOFState: "the connection was closed before the answer was complete"
        case let error as HTTPClientError where error == .cancelled:
            "the request was given up"
        case is CancellationError:
            "the request was given up"
        case is NIOTooManyBytesError: "the answer was larger than allowed"
        case let error as HTTPClientError: "the request failed (\(error.shortDescription))"
        case let error as IOError: "the connection broke" + detail(error)
        default: "the answer could not be read (\(error))"
        }
    }

    private static func detail(_ error: (any Error)?) -> String {
        (error as? IOError).map { " (\(reason($0)))" } ?? ""
    }

    /// Returns the system's words for an error: `connection refused`.  The error's own description also names the system
    /// call and the error number, which do not help the reader.
    private static func reason(_ error: IOError) -> String {
        let words = String(cString: strerror(error.errnoCode))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
