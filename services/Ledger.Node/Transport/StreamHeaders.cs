using Grpc.Core;

namespace Ledger.Node;

/// <summary>Tells a reader that its stream is open before anything is sent on it; a refused call has headers too, but not this one.</summary>
internal static class StreamHeaders
{
    /// <summary>Name of the header.</summary>
    public const string Open = "ledger-stream";

    /// <summary>The headers of an open stream.</summary>
    public static Metadata Create() => new() { { Open, "open" } };
}
