using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Changes of the title of a unit that a <see cref="SaleCase"/> opened, under profile 2. Every step is valid as it comes; a test
/// changes one thing in the event before it is submitted.
/// </summary>
/// <param name="sale">The unit, its owners and the numbers of the registry.</param>
public sealed class TitleActs(SaleCase sale)
{
    /// <summary>The ledger.</summary>
    public TestLedger Ledger => sale.Ledger;

    /// <summary>Day of acceptance.</summary>
    public Day Accepted { get; set; } = Day.Of(2021, 5, 12);

    /// <summary>Day of recording.</summary>
    public Day Recorded { get; set; } = Day.Of(2021, 5, 14);

    /// <summary>The unit.</summary>
    public string Unit => sale.Units[0];

    /// <summary>The title page.</summary>
    public TitlePage Title => sale.Title(Unit);

    /// <summary>The page of a certificate.</summary>
    public CertificatePage Certificate(CertificateId id) => Ledger.Read<CertificatePage>(PageKeys.Certificate(id))!;

    /// <summary>Certificates of the owners, each with a new one in its place.</summary>
    public IEnumerable<CertificateRenewal> Renewals()
        => [.. Title.Owners.Select(owner => owner.Certificate).Distinct()
            .Select(old => new CertificateRenewal { Old = old, Replacement = sale.Certificate(Recorded.Year) })
            .OrderBy(renewal => renewal.Old, Comparer<CertificateId>.Create(PartyOrder.Compare))];

    /// <summary>A change of details: of the address without new certificates unless changed.</summary>
    public UnitDetailsChanged Details(UnitDetail kind, Action<UnitDetailsChanged>? change = null)
    {
        var e = new UnitDetailsChanged { Act = Acts.Of(), Recording = Recording(), UnitCode = Unit, BusinessNumber = sale.Business(Accepted), Kind = kind };
        if (kind == UnitDetail.Address)
            e.AddressChange = "STREET_RENAMED";
        if (kind is not (UnitDetail.Address or UnitDetail.ResaleBar))
            e.Certificates.AddRange(Renewals());
        change?.Invoke(e);
        return e;
    }

    /// <summary>A new certificate in place of an owner's old one.</summary>
    public CertificateReissued Reissue(ReissueGround ground, CertificateId old, CertificateId replacement)
    {
        var recording = Recording();
        return new()
        {
            Act = Acts.Of(),
            Recording = recording,
            UnitCode = Unit,
            BusinessNumber = sale.Business(Accepted),
            Holder = sale.Owners[0].Party.At(Unit),
            Old = old,
            Ground = ground,
            Epoch = 1,
            Replacement = replacement,
            ContentRoot = ContentOf(old, replacement, recording),
        };
    }

    /// <summary>What a certificate says that takes the place of another.</summary>
    public ByteString ContentOf(CertificateId old, CertificateId replacement, Recording recording)
    {
        var title = Title;
        foreach (var owner in title.Owners.Where(owner => owner.Certificate.Equals(old)))
            owner.Certificate = replacement;
        var page = new CertificatePage { UnitCode = Unit, Kind = CertificateKind.Title, Issued = recording.RecordingDate };
        return CertificateContents.OfTitle(replacement, page, [title]) is { } content
            ? ByteString.CopyFrom(CertificateContents.RootOf(content))
            : Acts.Bytes(0);
    }

    /// <summary>A change of co-ownership: all owners sign.</summary>
    public CoOwnershipChanged CoOwnership(CoOwnership kind, Owner[] owners, Action<CoOwnershipChanged>? change = null)
    {
        var e = new CoOwnershipChanged
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = sale.Business(Accepted),
            CoOwnership = kind,
            Epoch = 1,
        };
        var shared = kind == V1.CoOwnership.Joint ? sale.Certificate(Recorded.Year) : null;
        e.Owners.AddRange(owners
            .Select(owner => new Holder
            {
                Party = owner.Party.At(Unit),
                Share = owner.Message,
                Group = owner.Group,
                Certificate = shared ?? sale.Certificate(Recorded.Year),
            })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        e.Signing.AddRange(Title.Owners.Select(owner => owner.Party).Distinct().Order(Comparer<Party>.Create(PartyOrder.Compare)));
        change?.Invoke(e);
        return e;
    }

    /// <summary>The end of the title.</summary>
    public TitleCancelled Cancellation(TitleEndGround ground, Action<TitleCancelled>? change = null)
    {
        var e = new TitleCancelled
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = sale.Business(Accepted),
            Ground = ground,
            Date = Accepted.Number,
        };
        if (ground is not (TitleEndGround.Waiver or TitleEndGround.Destroyed))
            e.DocumentNumber = "（2021）粤1971民初99号";
        if (ground == TitleEndGround.Court)
            e.Authority = Encumbrances.Court;
        change?.Invoke(e);
        return e;
    }

    /// <summary>Another identity document of an owner: of a person who becomes another one by number.</summary>
    public OwnerDetailsChanged Owner(TestParty old, TestParty renewed, Action<OwnerDetailsChanged>? change = null)
    {
        var e = new OwnerDetailsChanged
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = Unit,
            BusinessNumber = sale.Business(Accepted),
            Kind = old == renewed ? OwnerDetail.Name : OwnerDetail.IdentityDocument,
            Epoch = 1,
        };
        e.Parties.Add(new PartyRenewal { Old = old.At(Unit), Renewed = renewed.At(Unit) });
        change?.Invoke(e);
        return e;
    }

    /// <summary>Submits an act of the registry.</summary>
    public Outcome Submit(Google.Protobuf.IMessage e) => Ledger.Submit(Members.Registration, e);

    /// <summary>Acceptance and recording on the days set.</summary>
    public Recording Recording() => Acts.Recorded(Accepted, Recorded, int.Parse(sale.Business(Accepted).AsSpan(10), provider: null) + 3_000);
}
