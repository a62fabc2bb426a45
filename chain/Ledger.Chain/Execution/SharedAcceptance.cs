namespace Ledger.Chain;

/// <summary>
/// That an envelope was accepted over certain pages, and what it writes then. Judging is a function of the envelope, the rules and
/// the pages read alone: a peer whose own pages are the same, byte for byte, comes to the same and need not come to it again.
/// </summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Contract">The rules that accepted it.</param>
/// <param name="Judgement">The acceptance.</param>
internal sealed record SharedAcceptance(string Origin, IContract Contract, Judgement Judgement)
{
    /// <summary>Whether these rules would come to it too over this state: every page it rests on is read there and compared.</summary>
    public bool HoldsFor(string origin, IContract contract, IPageSource state)
    {
        if (Origin != origin || !ReferenceEquals(Contract, contract))
            return false;

        foreach (var read in Judgement.Verdict.Reads)
        {
            var page = state.ReadPage(read.Key);
            if (page is null ? read.Page is not null : read.Page is null || !page.AsSpan().SequenceEqual(read.Page))
                return false;
        }

        return true;
    }
}
