using System.Text.Json.Serialization;

namespace Ledger.Fabric.Protocol;

/// <summary>How a peer reaches a chaincode server: the <c>connection.json</c> of a package of type <c>ccaas</c>.</summary>
public sealed record ChaincodeConnection
{
    /// <summary><c>host:port</c> as the peer sees it. May hold a template of the peer's builder, e.g. <c>{{.address}}</c>.</summary>
    [JsonPropertyName("address")]
    [JsonPropertyOrder(1)]
    public required string Address { get; init; }

    /// <summary>How long the peer tries to connect, in Go's notation.</summary>
    [JsonPropertyName("dial_timeout")]
    [JsonPropertyOrder(2)]
    public string DialTimeout { get; init; } = "10s";

    /// <summary>The server speaks TLS.</summary>
    [JsonPropertyName("tls_required")]
    [JsonPropertyOrder(3)]
    public bool TlsRequired { get; init; }

    /// <summary>The server asks the peer for a certificate.</summary>
    [JsonPropertyName("client_auth_required")]
    [JsonPropertyOrder(4)]
    public bool ClientAuthRequired { get; init; }

    /// <summary>Root of the server's certificate, PEM.</summary>
    [JsonPropertyName("root_cert")]
    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RootCertificate { get; init; }

    /// <summary>The peer's certificate, PEM. The package goes to every peer that installs it: one per organisation, or a template.</summary>
    [JsonPropertyName("client_cert")]
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientCertificate { get; init; }

    /// <summary>Its private key, PEM.</summary>
    [JsonPropertyName("client_key")]
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientKey { get; init; }
}
