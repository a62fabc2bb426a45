using System.Security.Cryptography;
using Ledger.Fabric.Protocol;

namespace Ledger.Fabric;

/// <summary>
/// Keeps where a <see cref="BlockVerifier"/> stands: SHA-256 || point. Replaced as a whole; a file that is absent, torn or
/// another channel's is as good as none, for everything in it can be verified again from the channel's first block.
/// </summary>
internal sealed class VerificationPointFile(string path)
{
    /// <summary>The point; null when there is none to be used.</summary>
    public byte[]? Read()
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return bytes.Length > SHA256.HashSizeInBytes
            && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
            ? bytes[SHA256.HashSizeInBytes..]
            : null;
    }

    public void Write(byte[] point)
    {
        var draft = path + ".new";
        File.WriteAllBytes(draft, [.. SHA256.HashData(point), .. point]);
        File.Move(draft, path, overwrite: true);
    }
}
