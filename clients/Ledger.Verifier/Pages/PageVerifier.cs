using System.Text;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>A page against a state root: its hash is the value in the state proof, its bytes are its one encoding. Never throws on hostile input.</summary>
public static class PageVerifier
{
    /// <summary>Checks one page or its absence.</summary>
    /// <param name="stateRoot">State root of a verified seal.</param>
    /// <param name="key">Key of the page.</param>
    /// <param name="page">The page's bytes; null to check absence.</param>
    /// <param name="proof">ICS 23 proof.</param>
    /// <param name="read">The page when it exists and holds.</param>
    /// <returns>Null when everything holds; else why not.</returns>
    public static LogFault? Check(ReadOnlySpan<byte> stateRoot, string key, byte[]? page, ReadOnlySpan<byte> proof, out Page? read)
    {
        ArgumentNullException.ThrowIfNull(key);
        read = null;
        var keyBytes = Encoding.UTF8.GetBytes(key);
        var verdict = page is null
            ? StateVerifier.VerifyAbsence(stateRoot, keyBytes, proof)
            : StateVerifier.VerifyExistence(stateRoot, keyBytes, PageHash.Of(page), proof);
        if (!verdict.IsValid)
        {
            return new LogFault(
                $"page.{verdict.Failed}",
                $"the state proof of {key} does not hold: {verdict.Detail}",
                $"{key} 的状态证明不成立（{verdict.Failed}）：{verdict.Detail}");
        }

        return page is null || Canonical.TryParse(page, out read, out var fault) ? null : fault;
    }
}
