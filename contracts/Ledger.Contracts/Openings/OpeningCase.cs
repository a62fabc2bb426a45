using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An opening entry of a unit with the pages its rules read.</summary>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Opening">What is opened.</param>
/// <param name="Document">Document of the act.</param>
/// <param name="Origin">First registration or migrated.</param>
/// <param name="CompleteSince">Day since which every encumbrance of the recorded kinds is known.</param>
/// <param name="Unit">The unit's pages.</param>
/// <param name="Business">The business numbers used, each with its page and field.</param>
/// <param name="Certificates">The owners' certificates, each with its page and field.</param>
internal sealed record OpeningCase(
    Recording Recording,
    Opening Opening,
    DocumentRoot Document,
    Origin Origin,
    uint CompleteSince,
    UnitPages Unit,
    IReadOnlyList<(string Number, PageView<BusinessPage> Page, string Path)> Business,
    IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Certificates)
{
    /// <summary>Since when each kind is known, from profile 2 on; null: one day for the kinds that the profile records.</summary>
    public IReadOnlyList<KindSince>? Since { get; init; }

    /// <summary>Every kind that the profile records, known since one day: of a unit that comes into being with its registration.</summary>
    public static IReadOnlyList<KindSince> AllSince(Profile profile, uint day)
        => [.. profile.RecordedKinds.Select(kind => new KindSince { Kind = kind, Day = day })];

    /// <summary>Reads the pages.</summary>
    public static OpeningCase Load(
        Book book, Recording recording, Opening opening, DocumentRoot document, Origin origin, uint completeSince, string path = "opening")
        => new(
            recording,
            opening,
            document,
            origin,
            completeSince,
            UnitPages.Read(book, opening.UnitCode, opening.Parcels),
            [(opening.BusinessNumber, book.Business(opening.BusinessNumber), path + ".business_number")],
            [.. opening.Owners
                .Select((owner, i) => (Id: owner.Certificate, Path: $"{path}.owners[{i}].certificate"))
                .DistinctBy(owner => owner.Id)
                .Select(owner => (book.Certificate(owner.Id), owner.Id, owner.Path))]);

    /// <summary>Writes title page, certificates and business numbers, and gives the encumbrance page to complete and write.</summary>
    public EncumbrancePage Write(Book book)
    {
        var title = new TitlePage
        {
            UnitCode = Opening.UnitCode,
            Status = TitleStatus.Registered,
            CoOwnership = Opening.CoOwnership,
            Area = Opening.Area,
            Use = Opening.Use,
            RightType = Opening.RightType,
            RecordingDate = Recording.RecordingDate,
            Origin = Origin,
            Document = Document,
            Epoch = Opening.Epoch,
            BusinessNumber = Opening.BusinessNumber,
            RecordingMs = Recording.RecordingMs,
            LandNature = Opening.LandNature,
            HouseNature = Opening.HouseNature,
            LandTermEnd = Opening.LandTermEnd,
            InnerArea = Opening.InnerArea,
            SharedArea = Opening.SharedArea,
            Floor = Opening.Floor,
            TotalFloors = Opening.TotalFloors,
            Completion = Opening.Completion,
        };
        title.Owners.AddRange(Opening.Owners);
        book.Write(Unit.Title.Key, title);
        // A legacy certificate of several units has its page already, which names the first.
        foreach (var (page, _, _) in Certificates.Where(certificate => certificate.Page.Body is null))
            CertificatePages.Issue(book, page, Recording, CertificateKind.Title, Opening.UnitCode);

        if (Since is not null)
            JoinCertificates(book);
        book.Write(Business[0].Page.Key, new BusinessPage { AcceptanceNumber = Recording.AcceptanceNumber, UnitCode = Opening.UnitCode });
        return Encumbrances(book.Profile);
    }

    // From profile 2 on a certificate's page names every unit that stands on it.
    private void JoinCertificates(Book book)
    {
        foreach (var (view, _, _) in Certificates)
        {
            if (view.Body is not { } known || CertificateStates.UnitsOf(known).Contains(Opening.UnitCode, StringComparer.Ordinal))
                continue;
            var page = known.Clone();
            List<string> units = [.. CertificateStates.UnitsOf(known).Append(Opening.UnitCode).Order(StringComparer.Ordinal)];
            page.Units.Clear();
            page.Units.AddRange(units);
            book.Write(view.Key, page);
        }
    }

    private EncumbrancePage Encumbrances(Profile profile)
    {
        // A unit seized before it was opened has a page already: its rows stay.
        var page = Unit.Encumbrances.Body?.Clone() ?? new EncumbrancePage { UnitCode = Opening.UnitCode };
        page.Origin = Origin;
        page.Kinds.Clear();
        page.Since.Clear();
        if (Since is null)
        {
            page.CompleteSince = CompleteSince;
            page.Kinds.AddRange(profile.RecordedKinds);
        }
        else
        {
            page.CompleteSince = 0;
            page.Since.AddRange(Since);
        }

        page.Parcels.Clear();
        page.Parcels.AddRange(Opening.Parcels);
        page.Document = Document;
        page.RecordingDate = Math.Max(page.RecordingDate, Recording.RecordingDate);
        page.Epoch = Opening.Epoch;
        return page;
    }
}
