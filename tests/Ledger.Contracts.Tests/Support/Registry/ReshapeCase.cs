using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The split of a flat in two and the merger of two flats, under profile 2. Every step is valid as it comes; a test changes one
/// thing in the event before it is submitted.
/// </summary>
/// <param name="sale">The units, their owners and the numbers of the registry.</param>
public sealed class ReshapeCase(SaleCase sale)
{
    /// <summary>First part of the flat.</summary>
    public const string One = "441900004001GB00012F00010111";

    /// <summary>Second part of the flat.</summary>
    public const string Two = "441900004001GB00012F00010112";

    private readonly TitleActs acts = new(sale);

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => sale.Ledger;

    /// <summary>The registry's other acts.</summary>
    public TitleActs Acts => acts;

    /// <summary>Persons on the pages, besides the owners.</summary>
    public List<TestParty> Others { get; } = [];

    /// <summary>The title page of a unit.</summary>
    public TitlePage Title(string unit) => Ledger.Read<TitlePage>(PageKeys.Title(unit))!;

    /// <summary>The encumbrance page of a unit.</summary>
    public EncumbrancePage Encumbrances(string unit) => Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit))!;

    /// <summary>The split of the flat of 89.50 m² into 50.00 and 39.50 m².</summary>
    public UnitSplit Split(Action<UnitSplit>? change = null)
    {
        var e = Split(SaleCase.Flat, One, Two);
        change?.Invoke(e);
        return e;
    }

    /// <summary>The split of a unit of 89.50 m² into 50.00 and 39.50 m².</summary>
    public UnitSplit Split(string unit, string one, string two)
    {
        var e = new UnitSplit
        {
            Act = Tests.Acts.Of(),
            Recording = acts.Recording(),
            UnitCode = unit,
            BusinessNumber = sale.Business(acts.Accepted),
            Survey = Tests.Acts.Bytes(6),
        };
        e.Parts.Add(Part(one, 5_000, unit));
        e.Parts.Add(Part(two, 3_950, unit));
        e.Parties.AddRange(Persons(unit, one, two));
        return e;
    }

    /// <summary>The merger of flat and garage, 89.50 m² each.</summary>
    public UnitMerged Merge(Action<UnitMerged>? change = null)
    {
        var e = new UnitMerged { Act = Tests.Acts.Of(), Recording = acts.Recording(), Merged = Part(One, 17_900, SaleCase.Flat), Survey = Tests.Acts.Bytes(6) };
        foreach (var unit in new[] { SaleCase.Flat, SaleCase.Garage })
            e.Units.Add(new UnitBusiness { UnitCode = unit, BusinessNumber = sale.Business(acts.Accepted) });
        e.Parties.AddRange(Persons(SaleCase.Flat, SaleCase.Garage, One));
        change?.Invoke(e);
        return e;
    }

    /// <summary>Submits an act of the registry.</summary>
    public Outcome Submit(IMessage e) => Ledger.Submit(Members.Registration, e);

    /// <summary>A unit that comes, with new certificates in place of those of a unit's owners.</summary>
    public UnitPart Part(string unit, ulong area, string from)
    {
        var part = new UnitPart { UnitCode = unit, BusinessNumber = sale.Business(acts.Accepted), Area = area, Use = 10, Epoch = 1 };
        part.Certificates.AddRange(Title(from).Owners.Select(owner => owner.Certificate).Distinct()
            .Order(Comparer<CertificateId>.Create(PartyOrder.Compare))
            .Select(old => new CertificateRenewal { Old = old, Replacement = sale.Certificate(acts.Recorded.Year) }));
        return part;
    }

    private IEnumerable<PartyAcrossUnits> Persons(params string[] units)
        => sale.Owners.Select(owner => owner.Party).Concat(Others).Distinct().Where(party => !party.IsOrganisation)
            .Select(party => party.Across(units)).Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare));
}
