using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Members and revocations as the department's own peer holds them.</summary>
public interface ILedgerMembers
{
    /// <summary>Newest block that may have changed members or revocations. Read it before them: while it stays, they stay.</summary>
    ulong SystemBlock { get; }

    /// <summary>All members (<c>sys/member/</c>).</summary>
    IReadOnlyList<Member> Members();

    /// <summary>Whether the certificate is revoked (<c>sys/revoked/</c>).</summary>
    /// <param name="fingerprint">SHA-256 of its DER, 32 bytes.</param>
    bool IsRevoked(ReadOnlySpan<byte> fingerprint);
}
