using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Ledger.Client;

/// <summary>
/// What a request asks for, without its id and time: a program that is run again with the same input finds by it what it asked
/// before, and asks that again instead of asking twice.
/// </summary>
public static class RequestInput
{
    private const string Context = "context";

    /// <summary>SHA-256 of the request's type and its bytes without the context.</summary>
    /// <param name="request">A request of a department, or a bank's act.</param>
    public static byte[] Of(IMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bare = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        bare.Descriptor.FindFieldByName(Context)?.Accessor.Clear(bare);
        return SHA256.HashData([.. Encoding.ASCII.GetBytes(request.Descriptor.FullName), (byte)'\n', .. bare.ToByteArray()]);
    }
}
