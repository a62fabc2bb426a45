using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Who sells: the data does not name sellers, so it is whoever holds enough by the import's
/// journal, which keeps what the import recorded (the ledger's pages hold tokens and name nobody). At most one seller keeps a
/// part, and a choice is preferred that keeps the fractions short.
/// </summary>
internal static class SellerChoice
{
    /// <summary>Chooses the sellers of a share.</summary>
    /// <param name="owners">Owners of the unit; their shares add up to 1.</param>
    /// <param name="sold">Share that is sold, above 0 and at most 1.</param>
    /// <returns>
    /// Parts that add up to the share. When no choice leaves fractions of 64 bits, the largest owner with a remainder of zero: the
    /// ledger refuses that by its own rules.
    /// </returns>
    public static IReadOnlyList<SoldPart> Choose(IReadOnlyList<HeldShare> owners, Share sold)
    {
        var held = owners.Select(owner => (Owner: owner, Share: Share.Parse(owner.Share))).ToList();
        if (sold == Share.One)
            return [.. held.Select(part => new SoldPart(part.Owner, part.Share, Share.Zero))];
        return Alone(held, sold) ?? Together(held, sold) ?? [new SoldPart(held.MaxBy(part => part.Share).Owner, sold, Share.Zero)];
    }

    /// <summary>One owner who holds exactly as much, else the one whose remainder is the shortest fraction.</summary>
    private static IReadOnlyList<SoldPart>? Alone(List<(HeldShare Owner, Share Share)> held, Share sold)
    {
        SoldPart? best = null;
        foreach (var (owner, share) in held)
        {
            if (!share.TrySubtract(sold, out var kept))
                continue;
            if (kept == Share.Zero)
                return [new SoldPart(owner, sold, kept)];
            if (best is null || kept.Denominator < best.Kept.Denominator)
                best = new SoldPart(owner, sold, kept);
        }

        return best is null ? null : [best];
    }

    /// <summary>Several owners, the largest first; the last gives what is still wanted.</summary>
    private static List<SoldPart>? Together(List<(HeldShare Owner, Share Share)> held, Share sold)
    {
        var parts = new List<SoldPart>();
        var wanted = sold;
        foreach (var (owner, share) in held.OrderByDescending(part => part.Share))
        {
            if (share <= wanted)
            {
                // Not "out wanted": the method would clear the struct it is called on.
                if (!wanted.TrySubtract(share, out var rest))
                    return null;
                wanted = rest;
                parts.Add(new SoldPart(owner, share, Share.Zero));
            }
            else if (wanted != Share.Zero)
            {
                if (!share.TrySubtract(wanted, out var kept))
                    return null;
                parts.Add(new SoldPart(owner, wanted, kept));
                wanted = Share.Zero;
            }

            if (wanted == Share.Zero)
                return parts;
        }

        return null;
    }
}
