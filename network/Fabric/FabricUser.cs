namespace Ledger.Network;

/// <summary>A user of an organisation: the key it signs with, and the one it connects with.</summary>
/// <param name="Name">E.g. <c>User1</c>.</param>
/// <param name="MspFolder">Folder with <c>signcerts</c> and <c>keystore</c>.</param>
/// <param name="TlsCertificate">Client certificate for mutual TLS, PEM.</param>
/// <param name="TlsKey">Its private key, PEM.</param>
public sealed record FabricUser(string Name, string MspFolder, string TlsCertificate, string TlsKey)
{
    /// <summary>The user that cryptogen made in a folder.</summary>
    internal static FabricUser Of(string name, string folder) => new(
        name, Path.Combine(folder, "msp"), Path.Combine(folder, "tls", "client.crt"), Path.Combine(folder, "tls", "client.key"));
}
