using System.Diagnostics.CodeAnalysis;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What the sale of one unit makes of its title: who owns what afterwards, which certificates fall and who needs a new one.
/// The transfer of a contract records exactly this, so a service composes the event from it and the rules compare with it.
/// </summary>
public sealed class SaleOutcome
{
    private readonly List<Row> rows;

    private SaleOutcome(CoOwnership kind, List<Row> rows, List<CertificateId> previous, List<Holder> buyers)
    {
        CoOwnership = kind;
        this.rows = rows;
        Previous = previous;
        Buyers = buyers;
        Reissued = [.. rows.Where(row => row.Source == Source.Reissue).Select(row => row.Party).Distinct().Order(Comparer<Party>.Create(PartyOrder.Compare))];
    }

    private enum Source
    {
        Kept,
        Reissue,
        Buyer,
    }

    /// <summary>The unit's co-ownership after the act.</summary>
    public CoOwnership CoOwnership { get; }

    /// <summary>Certificates that fall: of everyone who gives, of buyers who owned before, and of those who share one with
    /// them; sorted.</summary>
    public IReadOnlyList<CertificateId> Previous { get; }

    /// <summary>The buyers' rows as the event states them: what each takes, not what it then has; without certificates.</summary>
    public IReadOnlyList<Holder> Buyers { get; }

    /// <summary>Owners who stay but whose certificate falls; sorted.</summary>
    public IReadOnlyList<Party> Reissued { get; }

    /// <summary>Computes what a contract makes of a title.</summary>
    /// <param name="title">The title page before.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="unit">Index of the unit in the contract.</param>
    /// <param name="outcome">The outcome when the result is true.</param>
    /// <returns>False when the sellers do not own what they sell (C-06), or a share is missing or does not fit 64 bits (C-26).</returns>
    public static bool TryCompute(TitlePage title, ContractPage contract, int unit, [NotNullWhen(true)] out SaleOutcome? outcome)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(contract);
        var sold = contract.Units[unit];
        return TryCompute(
            title,
            sold.Share.Read(),
            Part.Of(sold.Sellers, contract.Sellers, unit),
            sold.BuyerCoOwnership,
            Part.Of(sold.Buyers, contract.Buyers, unit),
            out outcome);
    }

    /// <summary>The owners afterwards, sorted as on the page, with the certificates a transfer names.</summary>
    /// <param name="buyers">The transfer's buyers.</param>
    /// <param name="reissues">The transfer's reissued certificates.</param>
    internal IReadOnlyList<Holder> Owners(IReadOnlyList<Holder> buyers, IReadOnlyList<Reissue> reissues)
        => [.. rows
            .Select(row => new Holder
            {
                Party = row.Party,
                Share = CoOwnership is CoOwnership.Shares or CoOwnership.Groups ? row.Share.ToMessage() : null,
                Group = row.Group,
                Certificate = row.Source switch
                {
                    Source.Buyer => buyers.First(buyer => buyer.Party.Equals(row.Party)).Certificate,
                    Source.Reissue => reissues.First(reissue => reissue.Party.Equals(row.Party)).Certificate,
                    _ => row.Certificate,
                },
            })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare))];

    internal static bool TryCompute(
        TitlePage title, Share sold, IReadOnlyList<Part> sellers, CoOwnership buyerKind, IReadOnlyList<Part> buyers,
        [NotNullWhen(true)] out SaleOutcome? outcome)
    {
        outcome = null;

        // What the buyers' rule says of shares that are missing comes later.
        if (buyers.Count == 0 || (buyerKind is CoOwnership.Shares or CoOwnership.Groups && buyers.Any(static part => part.Share is null)))
            return false;
        var taken = Taken(sold, buyerKind, buyers);
        var after = new List<(Share Share, IReadOnlyList<Party> Members, Holding? Before, bool Bought)>();
        var voided = new List<CertificateId>();
        var given = new List<Share>();
        foreach (var holding in Holding.Of(title.CoOwnership, title.Owners))
        {
            var parts = holding.Rows.Select(row => sellers.FirstOrDefault(part => part.Party.Equals(row.Party) && part.Group == row.Group)).ToList();
            var kept = holding.Share;
            if (parts.Exists(part => part is not null))
            {
                var share = parts[0]?.Share ?? holding.Share;
                if (parts.Exists(part => part is null || (part.Share ?? holding.Share) != share) || !holding.Share.TrySubtract(share, out kept))
                    return false;
                given.Add(share);
                voided.AddRange(holding.Rows.Select(row => row.Certificate));
            }

            if (kept != Share.Zero)
                after.Add((kept, [.. holding.Rows.Select(row => row.Party)], holding, false));
        }

        if (!Share.TrySum(given, out var sum) || sum != sold || given.Count == 0
            || sellers.Any(part => !title.Owners.Any(row => row.Party.Equals(part.Party) && row.Group == part.Group)))
        {
            return false;
        }

        foreach (var (share, members) in taken)
        {
            var same = after.FindIndex(holding => holding.Before?.IsHeldBy(members) ?? false);
            if (same < 0)
            {
                after.Add((share, members, null, true));
                continue;
            }

            if (!after[same].Share.TryAdd(share, out var total))
                return false;
            voided.AddRange(after[same].Before!.Rows.Select(row => row.Certificate));
            after[same] = (total, members, null, true);
        }

        var kind = KindOf([.. after.Select(holding => holding.Members.Count)]);
        var previous = voided.Distinct().Order(Comparer<CertificateId>.Create(PartyOrder.Compare)).ToList();
        var rows = new List<Row>();
        for (var i = 0; i < after.Count; i++)
        {
            var group = kind == CoOwnership.Groups ? (uint)i + 1 : 0;
            foreach (var party in after[i].Members)
            {
                var certificate = after[i].Before?.Rows.First(row => row.Party.Equals(party)).Certificate;
                var source = after[i].Bought ? Source.Buyer : previous.Contains(certificate!) ? Source.Reissue : Source.Kept;
                rows.Add(new(party, after[i].Share, group, certificate, source));
            }
        }

        outcome = new(kind, rows, previous, BuyerRows(kind, taken));
        return true;
    }

    private static List<(Share Share, IReadOnlyList<Party> Members)> Taken(Share sold, CoOwnership kind, IReadOnlyList<Part> buyers) => kind switch
    {
        CoOwnership.Shares => [.. buyers.Select(part => (part.Share!.Value, (IReadOnlyList<Party>)[part.Party]))],
        CoOwnership.Groups =>
            [.. buyers.GroupBy(part => part.Group).OrderBy(group => group.Key)
                .Select(group => (group.First().Share!.Value, (IReadOnlyList<Party>)[.. group.Select(part => part.Party)]))],
        _ => [(sold, [.. buyers.Select(part => part.Party)])],
    };

    private static CoOwnership KindOf(IReadOnlyList<int> members) => (members.Count, members.Max()) switch
    {
        (1, 1) => CoOwnership.Single,
        (1, _) => CoOwnership.Joint,
        (_, 1) => CoOwnership.Shares,
        _ => CoOwnership.Groups,
    };

    private static List<Holder> BuyerRows(CoOwnership kind, List<(Share Share, IReadOnlyList<Party> Members)> taken)
    {
        var rows = new List<Holder>();
        for (var i = 0; i < taken.Count; i++)
        {
            rows.AddRange(taken[i].Members.Select(party => new Holder
            {
                Party = party,
                Share = kind is CoOwnership.Shares or CoOwnership.Groups ? taken[i].Share.ToMessage() : null,
                Group = kind == CoOwnership.Groups ? (uint)i + 1 : 0,
            }));
        }

        rows.Sort(PartyOrder.Compare);
        return rows;
    }

    private sealed record Row(Party Party, Share Share, uint Group, CertificateId? Certificate, Source Source);
}
