using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>The service's answer does not verify: nothing in it is to be believed. For a write, its draft stays open.</summary>
public class UntrustedReplyException : LedgerException
{
    /// <summary>A refusal.</summary>
    /// <param name="fault">What did not verify.</param>
    public UntrustedReplyException(LogFault fault)
        : base($"答复未通过验证：{fault.Chinese}", $"the answer does not verify: {fault.English}") => Fault = fault;

    /// <summary>What did not verify, by a stable code.</summary>
    public LogFault Fault { get; }
}
