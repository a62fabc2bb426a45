using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What the offices do besides: exceptions, certificates handed out, authorisations, staff.</summary>
internal static class OfficeMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All
        => [(30, Except), (12, Issue), (4, Void), (5, Authorise), (5, Trace), (3, Enrol), (3, Retire)];

    /// <summary>Root of what a new certificate in the place of another says; of nothing where the other is not known.</summary>
    public static ByteString ContentRoot(Town town, CertificateId replacement, CertificateId old, uint issued)
    {
        if (town.Ledger.Read<CertificatePage>(PageKeys.Certificate(old)) is not { } page)
            return Acts.Bytes(7);
        List<TitlePage> titles = [];
        foreach (var unit in CertificateStates.UnitsOf(page))
        {
            if (town.Ledger.Read<TitlePage>(PageKeys.Title(unit)) is not { } title)
                return Acts.Bytes(7);
            foreach (var owner in title.Owners.Where(owner => owner.Certificate.Equals(old)))
                owner.Certificate = replacement;
            titles.Add(title);
        }

        var content = CertificateContents.OfTitle(replacement, new() { Kind = CertificateKind.Title, Issued = issued }, titles);
        return content is null ? Acts.Bytes(7) : ByteString.CopyFrom(CertificateContents.RootOf(content));
    }

    private static Draft? Except(Town town, Lots lots)
    {
        if (town.Wanted.Count == 0)
            return null;
        var wanted = lots.Of(town.Wanted);
        var signer = Profiles.Two.Flows.FindByName(wanted.Event)!.Flow.Department switch
        {
            DepartmentNames.Transaction => Members.Transaction,
            DepartmentNames.Tax => Members.Tax,
            _ => Members.Registration,
        };
        var e = town.Exception(signer, wanted, lots.Of(1, 10, 60));
        return new(signer, [e]) { Taken = () => town.Exceptions.Add(e) };
    }

    private static Draft? Issue(Town town, Lots lots)
    {
        var cases = town.Keys("case/").Select(key => town.Ledger.Read<CasePage>(key)!)
            .Where(page => page is { State: CaseState.Recorded, Certificates.Count: > 0 });
        if (lots.OfAny(cases) is not { } known)
            return null;
        var e = new CertificateIssued { Act = Acts.Of(), AcceptanceNumber = known.AcceptanceNumber };
        foreach (var number in known.Certificates.Distinct().Order(StringComparer.Ordinal))
        {
            var id = new CertificateId { Number = number };
            var page = town.Ledger.Read<CertificatePage>(PageKeys.Certificate(id));
            if (page is not { Kind: CertificateKind.Title, State: CertificateState.Live, Handed: 0 })
                continue;
            var titles = CertificateStates.UnitsOf(page).Select(unit => town.Ledger.Read<TitlePage>(PageKeys.Title(unit))).OfType<TitlePage>().ToList();
            if (CertificateContents.OfTitle(id, page, titles) is not { } content)
                continue;
            e.Certificates.Add(new IssuedCertificate
            {
                Certificate = id,
                ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(content)),
                PrintedSerial = $"44{town.Next():D9}",
                Printed = town.Today.Number,
                Handed = town.Today.Number,
                Receiver = content.Titles[0].Owners[0].Party,
                Method = IssueMethod.Counter,
            });
        }

        return e.Certificates.Count == 0 ? null : new(Members.Registration, [e]);
    }

    private static Draft? Void(Town town, Lots lots)
    {
        var numbers = town.Keys("cert/").Where(key => !key.StartsWith("cert/#", StringComparison.Ordinal));
        if (lots.OfAny(numbers) is not { } key || town.Ledger.Read<CertificatePage>(key)!.State != CertificateState.Void)
            return null;
        return new(Members.Registration,
        [
            new CertificateVoided
            {
                Act = Acts.Of(),
                Certificates = { new CertificateId { Number = key["cert/".Length..] } },
                Ground = lots.Of(VoidGround.Cancelled, VoidGround.Error),
                Date = town.Today.Number,
            },
        ]);
    }

    private static Draft? Authorise(Town town, Lots lots)
    {
        return new(Members.Registration,
        [
            new SharingAuthorised
            {
                Act = Acts.Of(),
                Number = $"SQ{town.Today.Number}{town.Next():D4}",
                Subject = Acts.Bytes(8),
                Asker = lots.Of(Town.Banks).CreditCode,
                Purpose = "LOAN",
                Fields = { SharedField.Title, SharedField.Lien },
                Basis = SharingBasis.Owner,
                From = town.Today.Number,
                Until = town.Today.AddDays(lots.Between(1, 90)).Number,
                Paper = Acts.Bytes(9),
                Revokes = "",
            },
        ]);
    }

    private static Draft? Trace(Town town, Lots lots)
    {
        if (lots.OfAny(town.Keys("auth/")) is not { } key)
            return null;
        var page = town.Ledger.Read<AuthorisationPage>(key)!;
        var unit = Acts.Bytes((byte)lots.Between(20, 22));
        var known = town.Ledger.Read<TracePage>(PageKeys.Trace(unit.Span));
        var e = new QueryTraced
        {
            Act = Acts.Of(),
            QueryId = ByteString.CopyFrom(SHA256.HashData(BitConverter.GetBytes(town.Next()))),
            Authorisation = page.Number,
            Asker = page.Asker,
            AnsweredMs = town.Ledger.TimeMs,
            Fields = { SharedField.Title },
            Result = QueryResult.Answered,
            EvidenceSize = 1_000,
            Answer = Acts.Bytes(11),
            Trace = unit,
            TraceCount = (known?.Count ?? 0) + 1,
        };
        e.TraceHead = ByteString.CopyFrom(SHA256.HashData(
            [.. "ledger.v1.trace\n"u8, .. known?.Head.ToByteArray() ?? new byte[32], .. e.QueryId.Span, .. e.Answer.Span]));
        return new(Members.Registration, [e]);
    }

    private static Draft? Enrol(Town town, Lots lots)
        => new(Members.Transaction,
        [
            new StaffEnrolled
            {
                Act = Acts.Of(),
                Fingerprint = Acts.Bytes((byte)lots.Between(100, 101)),
                Town = Counter.Town,
                Duties = { StaffDuty.Sign },
                From = town.Today.Number,
                Until = town.Today.AddYears(1).Number,
            },
        ]);

    private static Draft? Retire(Town town, Lots lots)
        => new(Members.Transaction,
            [new StaffRetired { Act = Acts.Of(), Fingerprint = Acts.Bytes((byte)lots.Between(100, 101)), Date = town.Today.Number }]);
}
