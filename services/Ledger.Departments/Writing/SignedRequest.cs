
namespace Ledger.Departments;

/// <summary>A request whose operator signature holds.</summary>
/// <param name="Caller">The operator.</param>
/// <param name="Method">Full method name, as signed.</param>
/// <param name="Bytes">The request in its one encoding.</param>
/// <param name="Signature">64 bytes r || s.</param>
/// <param name="TextHash">SHA-256 of the signed text, 32 bytes: what the event carries.</param>
/// <param name="IdHash">SHA-256 of the request id, 32 bytes.</param>
/// <param name="TimeMs">The client's clock.</param>
internal sealed record SignedRequest(Caller Caller, string Method, byte[] Bytes, byte[] Signature, byte[] TextHash, byte[] IdHash, ulong TimeMs);
