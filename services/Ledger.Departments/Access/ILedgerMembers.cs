using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Members and revocations as the department's own peer holds them.</summary>
public interface ILedgerMembers
{
    /// <summary>Number of the newest block executed: the height up to which revocations are known.</summary>
    ulong Height { get; }

    /// <summary>All members (<c>sys/member/</c>) at that height.</summary>
    IReadOnlyList<Member> Members();

    /// <summary>Whether the certificate is revoked (<c>sys/revoked/</c>) at that height.</summary>
    /// <param name="fingerprint">SHA-256 of its DER, 32 bytes.</param>
    bool IsRevoked(ReadOnlySpan<byte> fingerprint);
}
