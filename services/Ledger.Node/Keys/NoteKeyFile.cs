using System.Globalization;
using System.Security.Cryptography;
using Ledger.Log;

namespace Ledger.Node;

/// <summary>
/// A signer key of the signed-note tools: <c>PRIVATE+KEY+&lt;name&gt;+&lt;key id hex&gt;+&lt;base64(type || seed)&gt;</c>,
/// the form Go's <c>sumdb/note</c> reads and writes; type 0x01 for a log, 0x04 for a cosigner.
/// </summary>
public static class NoteKeyFile
{
    private const string Prefix = "PRIVATE+KEY+";

    /// <summary>Makes a new key, writes its file (mode 0600) and returns the public half.</summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="name">Key name: the origin for a log, the cosigner's own name else.</param>
    /// <param name="type">Ed25519 for a log, cosignature for a cosigner.</param>
    public static VerifierKey Create(string path, string name, SignatureType type)
    {
        Span<byte> typed = stackalloc byte[1 + Ed25519Signer.SeedSize];
        typed[0] = (byte)type;
        RandomNumberGenerator.Fill(typed[1..]);
        var key = Signer(name, type, typed[1..]).Key;
        SecretFile.Write(path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{name}+{key.KeyId:x8}+{Convert.ToBase64String(typed)}\n"));
        CryptographicOperations.ZeroMemory(typed);
        return key;
    }

    /// <summary>Reads a log's signer.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NodeConfigurationException">Unreadable, open to others, or no log key.</exception>
    public static LogSigner ReadLog(string path) => (LogSigner)Read(path, SignatureType.Ed25519);

    /// <summary>Reads a cosigner.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NodeConfigurationException">Unreadable, open to others, or no cosigner key.</exception>
    public static Cosigner ReadCosigner(string path) => (Cosigner)Read(path, SignatureType.Cosignature);

    private static NoteSigner Read(string path, SignatureType type)
    {
        var parts = SecretFile.Read(path).TrimEnd('\n').Split('+', 5);
        byte[] typed = [];
        if (parts.Length != 5 || parts[0] != "PRIVATE" || parts[1] != "KEY" || !KeyName.IsValid(parts[2])
            || !StrictBase64.TryDecode(parts[4], out typed) || typed.Length != 1 + Ed25519Signer.SeedSize)
        {
            throw Fault(path, "不是签名密钥（PRIVATE+KEY+名称+标识+数据）。", "no signer key (PRIVATE+KEY+name+id+data).");
        }

        if (typed[0] != (byte)type)
        {
            throw Fault(
                path,
                $"密钥类型为 0x{typed[0]:x2}，应为 0x{(byte)type:x2}；请检查 log_key 与 cosigner_key 是否写反。",
                $"key type 0x{typed[0]:x2}, wanted 0x{(byte)type:x2}; check whether log_key and cosigner_key are swapped.");
        }

        var signer = Signer(parts[2], type, typed.AsSpan(1));
        CryptographicOperations.ZeroMemory(typed);
        var id = signer.Key.KeyId.ToString("x8", CultureInfo.InvariantCulture);
        if (id != parts[3])
            throw Fault(path, $"密钥标识应为 {id}，文件中为 {parts[3]}：文件已损坏。", $"the key's id is {id}, the file says {parts[3]}: the file is damaged.");
        return signer;
    }

    private static NoteSigner Signer(string name, SignatureType type, ReadOnlySpan<byte> seed) =>
        type == SignatureType.Cosignature ? new Cosigner(name, seed) : new LogSigner(name, seed);

    private static NodeConfigurationException Fault(string path, string zh, string en) => new(new NodeFault(path, "", "", zh, en));
}
