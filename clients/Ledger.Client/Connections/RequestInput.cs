using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Acts;

namespace Ledger.Client;

/// <summary>
/// What a request asks for, without its id and time: a program that is run again with the same input finds by it what it asked
/// before, and asks that again instead of asking twice.
/// </summary>
public static class RequestInput
{
    private const string Context = "context";

    /// <summary>As of one request; a single act is asked for by itself, whatever else the request says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="acts">The acts in it.</param>
    internal static byte[] Of(IMessage request, IReadOnlyList<AskedAct> acts) => Of(acts is [{ Request: { } only }] ? only : request);

    /// <summary>SHA-256 of the request's type and its bytes without the context.</summary>
    /// <param name="request">A request of a department, or of an act.</param>
    public static byte[] Of(IMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bare = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        bare.Descriptor.FindFieldByName(Context)?.Accessor.Clear(bare);
        return SHA256.HashData([.. Encoding.ASCII.GetBytes(request.Descriptor.FullName), (byte)'\n', .. bare.ToByteArray()]);
    }
}
