using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Changes of titles and their end, corrections, certificates of the book.</summary>
internal static class TitleMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
        [(10, CoOwn), (8, Details), (4, End), (10, Split), (20, Merge), (8, Reissue), (8, Rename), (4, OpenCorrection), (5, Correct)];

    /// <summary>Certificates of the owners of a unit, each with a new one in its place.</summary>
    private static IEnumerable<CertificateRenewal> Renewals(Town town, TitlePage title)
        => [.. title.Owners.Select(owner => owner.Certificate).Distinct().Order(Comparer<CertificateId>.Create(PartyOrder.Compare))
            .Select(old => new CertificateRenewal { Old = old, Replacement = town.Certificate() })];

    private static TitlePage? Any(Town town, Lots lots) => town.Live.Count == 0 ? null : town.Title(lots.Of(town.Live));

    private static Draft? CoOwn(Town town, Lots lots)
    {
        if (Any(town, lots) is not { Owners.Count: > 1, CoOwnership: CoOwnership.Joint or CoOwnership.Shares } title)
            return null;
        var kind = title.CoOwnership == CoOwnership.Joint ? CoOwnership.Shares : CoOwnership.Joint;
        var e = new CoOwnershipChanged
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            CoOwnership = kind,
            Epoch = 1,
        };
        var shared = kind == CoOwnership.Joint ? town.Certificate() : null;
        e.Owners.AddRange(title.Owners
            .Select(owner => new Holder
            {
                Party = owner.Party,
                Share = kind == CoOwnership.Shares ? new() { Numerator = 1, Denominator = (ulong)title.Owners.Count } : null,
                Certificate = shared ?? town.Certificate(),
            })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        e.Signing.AddRange(Town.Sorted(title.Owners.Select(owner => owner.Party)));
        return town.Case(lots, "", e);
    }

    private static Draft? Details(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title)
            return null;
        var e = new UnitDetailsChanged
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            Kind = lots.Of(UnitDetail.Address, UnitDetail.Area, UnitDetail.Use, UnitDetail.LandTerm, UnitDetail.ResaleBar),
        };
        switch (e.Kind)
        {
            case UnitDetail.Address:
                e.AddressChange = "STREET_RENAMED";
                break;
            case UnitDetail.Area:
                e.Area = title.Area + (ulong)lots.Between(0, 90);
                break;
            case UnitDetail.Use:
                e.Use = lots.Of(10u, 11u, 31u);
                break;
            case UnitDetail.LandTerm:
                e.LandTermEnd = town.Today.AddYears(70).Number;
                break;
            default:
                e.ResaleBarredUntil = lots.Chance(40) ? 0 : town.Today.AddDays(lots.Between(30, 400)).Number;
                break;
        }

        if (e.Kind is not (UnitDetail.Address or UnitDetail.ResaleBar))
            e.Certificates.AddRange(Renewals(town, title));
        return town.Case(lots, "", e);
    }

    private static Draft? End(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title)
            return null;
        var e = new TitleCancelled
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            Ground = lots.Of(TitleEndGround.Waiver, TitleEndGround.Destroyed, TitleEndGround.Expropriated),
            Date = town.Today.Number,
        };
        if (e.Ground == TitleEndGround.Expropriated)
            e.DocumentNumber = $"东府征字〔{town.Today.Year}〕{town.Next()}号";
        return town.Case(lots, "", e);
    }

    private static string NewCode(Town town, Lots lots)
        => lots.Chance(5) ? lots.Of(Town.OldFlats) : $"{Town.Land[..19]}F{4 + (town.Next() / 9_000):D4}{town.Next() % 9_999:D4}";

    private static UnitPart Part(Town town, TitlePage from, string code, ulong area)
    {
        var part = new UnitPart { UnitCode = code, BusinessNumber = town.Business(), Area = area, Use = from.Use, Epoch = 1 };
        part.Certificates.AddRange(Renewals(town, from));
        return part;
    }

    // Everyone whom a page or a mortgage on the unit names, in the tokens of every unit.
    private static IEnumerable<PartyAcrossUnits> PersonsOn(Town town, IReadOnlyList<string> old, IReadOnlyList<string> codes)
    {
        var named = new HashSet<TestParty>();
        foreach (var unit in old)
        {
            var naive = town.Book.Unit(unit);
            var keys = naive.Owners.Concat(naive.Seizures.SelectMany(row => row.Debtors.Concat(row.Holders)))
                .Concat(naive.Rights.SelectMany(right => right.Holders.Concat(right.Obligors))).ToHashSet();
            foreach (var lien in naive.Liens)
            {
                var page = MortgageMakers.Page(town, lien.Mortgage);
                var place = page.Units.Select(known => known.UnitCode).ToList().IndexOf(unit);
                if (place >= 0)
                    keys.UnionWith(page.Mortgagors.Concat(page.Debtors).Select(party => NaiveBook.KeyOf(party, place)));
            }

            named.UnionWith(Town.Persons.Where(person => keys.Contains(NaiveBook.KeyOf(Town.At(person, unit)))));
        }

        return Town.Sorted(named.Select(person => Town.Across(person, codes)));
    }

    private static Draft? Split(Town town, Lots lots)
    {
        if (Any(town, lots) is not { Area: > 2_000 } title)
            return null;
        var first = title.Area * (ulong)lots.Between(30, 70) / 100;
        var slack = lots.Chance(10) ? (ulong)lots.Of(3, 5) : (ulong)lots.Below(3);
        List<(string Code, ulong Area)> parts = [(NewCode(town, lots), first), (NewCode(town, lots), title.Area - first + slack)];
        parts.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
        var e = new UnitSplit
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            Survey = Acts.Bytes(6),
        };
        e.Parts.AddRange(parts.Select(part => Part(town, title, part.Code, part.Area)));
        e.Parties.AddRange(PersonsOn(town, [title.UnitCode], [title.UnitCode, .. parts.Select(part => part.Code)]));
        return town.Case(lots, "", e);
    }

    private static Draft? Merge(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title)
            return null;
        var owners = town.Owners(title.UnitCode).ToHashSet();
        if (lots.OfAny(town.Live.Where(other => other != title.UnitCode && town.Owners(other).ToHashSet().SetEquals(owners))) is not { } second
            || owners.Count == 0)
        {
            return null;
        }

        List<string> old = [.. new[] { title.UnitCode, second }.Order(StringComparer.Ordinal)];
        var code = NewCode(town, lots);
        var e = new UnitMerged
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Merged = Part(town, town.Title(old[0])!, code, town.Title(old[0])!.Area + town.Title(old[1])!.Area),
            Survey = Acts.Bytes(6),
        };
        e.Units.AddRange(old.Select(unit => new UnitBusiness { UnitCode = unit, BusinessNumber = town.Business() }));
        e.Parties.AddRange(PersonsOn(town, old, [.. old, code]));
        e.Ranks.AddRange(old.SelectMany(unit => town.Book.Unit(unit).Liens).Select(lien => lien.Mortgage).Distinct()
            .Select(mortgage => MortgageMakers.Page(town, mortgage).Id));
        return town.Case(lots, "", e);
    }

    private static Draft? Reissue(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title)
            return null;
        var owner = lots.Of(title.Owners);
        var e = new CertificateReissued
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            Holder = owner.Party,
            Old = owner.Certificate,
            Replacement = town.Certificate(),
            Ground = lots.Of(ReissueGround.Damaged, ReissueGround.Format),
            Epoch = 1,
        };
        e.ContentRoot = OfficeMakers.ContentRoot(town, e.Replacement, e.Old, e.Recording.RecordingDate);
        return town.Case(lots, "", e);
    }

    private static Draft? Rename(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title || title.Owners.FirstOrDefault(owner => owner.Party.CreditCode.Length == 0) is not { } owner)
            return null;
        var e = new OwnerDetailsChanged
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            Kind = OwnerDetail.Name,
            Epoch = 1,
        };
        e.Parties.Add(new PartyRenewal { Old = owner.Party, Renewed = owner.Party });
        if (lots.Chance(50))
            e.Certificates.AddRange(Renewals(town, title).Where(renewal => renewal.Old.Equals(owner.Certificate)));
        return town.Case(lots, "", e);
    }

    private static Draft? OpenCorrection(Town town, Lots lots)
    {
        if (Any(town, lots) is not { } title)
            return null;
        var correction = new CorrectionRecorded
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Result = lots.Chance(60) ? CorrectionResult.Corrected : CorrectionResult.NotCorrected,
            Proof = Acts.Bytes(6),
        };
        var unit = new CorrectedUnit
        {
            UnitCode = title.UnitCode,
            BusinessNumber = town.Business(),
            PreviousEntry = Google.Protobuf.ByteString.CopyFrom(town.Ledger.EntryOf(PageKeys.Title(title.UnitCode))),
            Epoch = 1,
        };
        if (correction.Result == CorrectionResult.Corrected)
            unit.Title = Corrected(town, lots, title);
        correction.Units.Add(unit);
        var draft = town.Case(lots, "", correction);
        if (draft.Events[0] is not ApplicationAccepted application)
            return null;
        var opened = new CorrectionOpened
        {
            Act = Acts.Of(),
            AcceptanceNumber = application.AcceptanceNumber,
            Units = { title.UnitCode },
            By = CorrectionBy.Holder,
            Date = town.Today.Number,
            What = "WRONG_AREA",
        };
        return new(Members.Registration, [application, opened]) { Taken = () => town.Cases.Add(new(application, [correction])) };
    }

    private static CorrectedTitle Corrected(Town town, Lots lots, TitlePage title)
    {
        var corrected = new CorrectedTitle
        {
            CoOwnership = title.CoOwnership,
            RightType = title.RightType,
            Use = title.Use,
            Area = title.Area + (ulong)lots.Below(50),
            InnerArea = title.InnerArea,
            SharedArea = title.SharedArea,
            LandNature = title.LandNature,
            HouseNature = title.HouseNature,
            LandTermEnd = title.LandTermEnd,
            Floor = title.Floor,
            TotalFloors = title.TotalFloors,
            Completion = title.Completion,
            ResaleBarredUntil = title.ResaleBarredUntil,
        };
        var renewed = Renewals(town, title).ToDictionary(renewal => renewal.Old, renewal => renewal.Replacement);
        corrected.Owners.AddRange(title.Owners.Select(owner =>
        {
            var holder = owner.Clone();
            holder.Certificate = renewed[owner.Certificate];
            return holder;
        }));
        return corrected;
    }

    private static Draft? Correct(Town town, Lots lots)
        => town.Cases.Find(known => known.Acts[0] is CorrectionRecorded) is { } waiting ? CaseMakers.Record(town, lots, waiting) : null;
}
