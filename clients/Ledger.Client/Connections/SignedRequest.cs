namespace Ledger.Client;

/// <summary>A write as the operator signed it: the bytes that are sent, kept and sent again unchanged.</summary>
/// <param name="Department">Whose service it goes to.</param>
/// <param name="Method">Full gRPC name with its leading slash.</param>
/// <param name="RequestId">The client's request id, 32 bytes.</param>
/// <param name="Bytes">The request in its one encoding.</param>
/// <param name="Signature">The operator's signature, 64 bytes.</param>
/// <param name="Operator">SHA-256 of the operator's certificate.</param>
/// <param name="RequestHash">SHA-256 of the signed text: what the event carries.</param>
public sealed record SignedRequest(
    string Department, string Method, byte[] RequestId, byte[] Bytes, byte[] Signature, byte[] Operator, byte[] RequestHash)
{
    /// <summary>Whether it asks for the judgement alone.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What was asked, whenever and however often (<see cref="RequestInput"/>), 32 bytes; empty when it is not known.</summary>
    public byte[] Input { get; init; } = [];
}
