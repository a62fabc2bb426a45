using Ledger.V1;

namespace Ledger.Export;

/// <summary>
/// What the registry's own records tell of a unit in clear text, up to one act: who holds it by which certificate, what it is, what
/// stands on it. Facts come from the events; names, identity numbers and texts from the requests.
/// </summary>
/// <param name="unit">Code of the unit.</param>
internal sealed class UnitBook(string unit)
{
    /// <summary>Code of the unit.</summary>
    public string Unit => unit;

    /// <summary>Whether it is land by itself.</summary>
    public bool IsParcel => unit.Length > 19 && unit[19] == 'W';

    /// <summary>Who owns it, in the order of the book.</summary>
    public List<BookOwner> Owners { get; set; } = [];

    /// <summary>How.</summary>
    public CoOwnership CoOwnership { get; set; }

    /// <summary>Business number of the act that wrote the title last; empty before the first.</summary>
    public string TitleNumber { get; set; } = "";

    /// <summary>A.8.</summary>
    public uint RightType { get; set; }

    /// <summary>A.17, of land GB/T 21010.</summary>
    public uint Use { get; set; }

    /// <summary>Area, inner and shared area in hundredths of a m².</summary>
    public (ulong Whole, ulong Inner, ulong Shared) Area { get; set; }

    /// <summary>A.9, and A.19 and 1; 0 = not stated.</summary>
    public (uint Land, uint House) Nature { get; set; }

    /// <summary>Day after the last of the land term; 0 = not stated.</summary>
    public uint LandTermEnd { get; set; }

    /// <summary>Floor and number of floors; 0 = not stated.</summary>
    public (uint Floor, uint Total) Floors { get; set; }

    /// <summary>Day of completion; 0 = not stated.</summary>
    public uint Completion { get; set; }

    /// <summary>Price of the unit at the last transfer, fen; 0 = none.</summary>
    public ulong PriceFen { get; set; }

    /// <summary>Fields of documents that tell about the unit itself, the newest of each name.</summary>
    public Dictionary<string, string> Texts { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>What stands on it, in order of recording.</summary>
    public List<BookRight> Rights { get; private init; } = [];

    /// <summary>Seizures as the ledger's page has them: places in the queue follow from them.</summary>
    public List<SeizureRow> Seizures { get; private init; } = [];

    /// <summary>Numbers of the certificates that the owners stand on.</summary>
    public IReadOnlyList<string> Certificates => [.. Owners.Select(static owner => owner.Certificate).Where(static number => number.Length > 0)
        .Distinct(StringComparer.Ordinal)];

    /// <summary>A right by its key; null when none is live.</summary>
    public BookRight? Find(string key) => Rights.Find(right => right.Key == key);

    /// <summary>Puts a right in the place of the one with the same key, or behind all others.</summary>
    public void Put(BookRight right)
    {
        var place = Rights.FindIndex(known => known.Key == right.Key);
        if (place < 0)
            Rights.Add(right);
        else
            Rights[place] = right;
    }

    /// <summary>Takes a right off.</summary>
    public BookRight? Take(string key)
    {
        var right = Find(key);
        if (right is not null)
            Rights.Remove(right);
        return right;
    }

    /// <summary>The same for another unit that comes to be of this one.</summary>
    public UnitBook CopyFor(string other) => new(other)
    {
        Owners = [.. Owners],
        CoOwnership = CoOwnership,
        RightType = RightType,
        Use = Use,
        Area = Area,
        Nature = Nature,
        LandTermEnd = LandTermEnd,
        Floors = Floors,
        Completion = Completion,
        PriceFen = PriceFen,
        Rights = [.. Rights],
        Seizures = [.. Seizures],
    };
}
