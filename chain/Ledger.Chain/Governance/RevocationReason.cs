using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Why a certificate was revoked, as a code: free text has no place on the ledger (C-69), for it would hold names sooner or
/// later. The grammar is that of the reason codes of registration events: an upper-case letter, then 1 to 31 of 0-9, A-Z,
/// underscore and hyphen; e.g. the reasons of RFC 5280: KEY_COMPROMISE, AFFILIATION_CHANGED, SUPERSEDED,
/// CESSATION_OF_OPERATION. Empty: not stated.
/// </summary>
internal static class RevocationReason
{
    private const int Shortest = 2;
    private const int Longest = 32;

    /// <summary>Refuses a reason that is no code. What was typed is not repeated: it may be the very text to keep out.</summary>
    /// <exception cref="GovernanceRefusal">The reason is neither empty nor a code.</exception>
    public static void Check(RevokeCertificate revoke)
    {
        var reason = revoke.Reason;
        if (reason.Length == 0)
            return;

        var wrong = 0;
        while (wrong < reason.Length && wrong < Longest && IsAllowed(reason[wrong], first: wrong == 0))
            wrong++;

        if (wrong == reason.Length && reason.Length >= Shortest)
            return;

        throw new GovernanceRefusal(ChainFindings.Governance(
            $"吊销理由不是理由代码：第 {wrong + 1} 位不符。", $"The reason of the revocation is no reason code: character {wrong + 1} does not fit.",
            [
                new("reason", $"{reason.Length} 个字符 / {reason.Length} characters", "event.reason"),
                new("wanted", $"[A-Z][0-9A-Z_-]{{{Shortest - 1},{Longest - 1}}}", "ledger.v1.RevokeCertificate"),
            ],
            "填写理由代码，如 KEY_COMPROMISE、SUPERSEDED，或留空；账本上不得有自由文本。",
            "State a code such as KEY_COMPROMISE or SUPERSEDED, or none; the ledger takes no free text."));
    }

    private static bool IsAllowed(char character, bool first) =>
        char.IsAsciiLetterUpper(character) || (!first && (char.IsAsciiDigit(character) || character is '_' or '-'));
}
