using System.Net;
using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Options from the environment variables that chaincode containers are commonly started with:
/// <c>CHAINCODE_SERVER_ADDRESS</c> (<c>host:port</c>, an IP address, <c>localhost</c> or nothing for every address),
/// <c>CHAINCODE_ID</c> or <c>CORE_CHAINCODE_ID_NAME</c>, <c>CHAINCODE_TLS_DISABLED</c>, <c>CHAINCODE_TLS_CERT</c>,
/// <c>CHAINCODE_TLS_KEY</c>, <c>CHAINCODE_CLIENT_CA_CERT</c> (files, PEM).
/// </summary>
public static class ChaincodeEnvironment
{
    /// <summary>Reads the options.</summary>
    /// <param name="variable">Reads a variable; null: those of this process.</param>
    /// <exception cref="ChaincodeEnvironmentException">A variable is missing or cannot be used; the message says which.</exception>
    public static ChaincodeServerOptions Read(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        var address = Required("CHAINCODE_SERVER_ADDRESS");
        return new ChaincodeServerOptions
        {
            PackageId = Value("CHAINCODE_ID") ?? Value("CORE_CHAINCODE_ID_NAME") ?? Required("CHAINCODE_ID"),
            Listen = TryParseAddress(address, out var listen)
                ? listen
                : throw new ChaincodeEnvironmentException("CHAINCODE_SERVER_ADDRESS", $"'{address}' is not <IP address>:<port>"),
            Tls = ReadTls(),
        };

        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;

        string Required(string name) => Value(name) ?? throw new ChaincodeEnvironmentException(name, "it is not set");

        ChaincodeTls? ReadTls()
        {
            var disabled = Value("CHAINCODE_TLS_DISABLED");
            if (disabled is not null && !bool.TryParse(disabled, out _))
                throw new ChaincodeEnvironmentException("CHAINCODE_TLS_DISABLED", $"'{disabled}' is neither true nor false");

            if (disabled is null ? Value("CHAINCODE_TLS_CERT") is null : bool.Parse(disabled))
                return null;

            var (certificate, key) = (Required("CHAINCODE_TLS_CERT"), Required("CHAINCODE_TLS_KEY"));
            try
            {
                var roots = Value("CHAINCODE_CLIENT_CA_CERT") is { } file ? File.ReadAllText(file) : null;
                return ChaincodeTls.FromPem(File.ReadAllText(certificate), File.ReadAllText(key), roots);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                throw new ChaincodeEnvironmentException("CHAINCODE_TLS_CERT, CHAINCODE_TLS_KEY, CHAINCODE_CLIENT_CA_CERT", e.Message);
            }
        }
    }

    /// <summary>Reads <c>host:port</c> with an IP address, <c>localhost</c>, or nothing for every address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="listen">The address.</param>
    public static bool TryParseAddress(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? listen)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(':'))
        {
            text = $"[::]{text}";
        }
        else if (text.StartsWith("localhost:", StringComparison.Ordinal))
        {
            text = string.Concat("127.0.0.1", text.AsSpan("localhost".Length));
        }

        // An address alone would parse with port 0, and listen where nobody dials.
        listen = null;
        return text.LastIndexOf(':') > text.LastIndexOf(']') && IPEndPoint.TryParse(text, out listen)
            && (text.StartsWith('[') || text.Count(c => c == ':') == 1);
    }
}
