using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>First registrations, transfers, changes and ends of titles.</summary>
internal static class TitleActs
{
    /// <summary>首次登记</summary>
    public static void First(ActTelling telling, OpenFirstRegistrationRequest asked, FirstRegistered recorded)
    {
        var book = Open(telling, asked.Opening, recorded.Opening);
        var draft = TitleRows.Draft(telling, book, recorded.Opening.BusinessNumber, 100, recorded.Basis switch
        {
            FirstBasis.Built => "合法建造",
            FirstBasis.LandGrant => "出让、划拨",
            FirstBasis.Collective => "集体",
            _ => "裁判",
        });
        draft.UnitsBefore = book.IsParcel ? [] : recorded.Opening.Parcels;
    }

    /// <summary>旧簿迁移: what is taken over was reported by whoever kept the old book.</summary>
    public static void Migrated(ActTelling telling, OpenMigratedRequest asked, MigratedOpened recorded)
    {
        Open(telling, asked.Opening, recorded.Opening);
        OldRights.Take(telling, asked, recorded);
    }

    /// <summary>项目首次登记: one message per unit; the parts of all owners have a table of their own.</summary>
    public static void Project(ActTelling telling, ProjectFirstRegistered recorded)
    {
        var developer = new PartyInput { DocumentType = 8, DocumentNumber = recorded.Owner.CreditCode };
        foreach (var row in recorded.Rows)
        {
            var book = telling.Shelf.Of(row.UnitCode);
            (book.RightType, book.Use, book.Area) = (recorded.RightType, row.Use, (row.Area, row.InnerArea, row.SharedArea));
            (book.Nature, book.LandTermEnd) = ((recorded.LandNature, recorded.HouseNature), recorded.LandTermEnd);
            (book.Floors, book.Completion, book.TitleNumber) = ((row.Floor, row.TotalFloors), recorded.Completion, row.BusinessNumber);
            Note(telling, book);
            if (row.Certificate is null)
            {
                var common = telling.Draft(book, row.BusinessNumber, "common", 100);
                common.Right("QLF_FW_FDCQ_QFSYQ", ("QLLX", $"{recorded.RightType}"), ("DJYY", "项目首次登记"), ("JGZWMJ", MessageDraft.Square(row.Area)));
                common.UnitsBefore = [recorded.Parcel];
                continue;
            }

            book.Owners = [new(developer, row.Certificate.Number)];
            TitleRows.Draft(telling, book, row.BusinessNumber, 100, "项目首次登记").UnitsBefore = [recorded.Parcel];
        }
    }

    /// <summary>转移登记, also by a court's ruling.</summary>
    public static void Transfer(
        ActTelling telling, IReadOnlyList<UnitTransferInput> asked, IReadOnlyList<UnitTransfer> recorded, string reason, string? note)
    {
        foreach (var unit in recorded)
        {
            var request = Asked(asked, unit.UnitCode, static row => row.UnitCode);
            var book = telling.Shelf.Of(unit.UnitCode);
            var before = book.Certificates;
            var gone = request.Previous.Select(static old => Canonical(old.Number, old.Legacy)).ToHashSet(StringComparer.Ordinal);
            var stay = book.Owners.Where(owner => !gone.Contains(owner.Certificate)).ToList();
            foreach (var reissue in request.Reissues)
            {
                if (book.Owners.Find(owner => owner.Is(reissue.Party)) is { } staying)
                    stay.Add(staying with { Certificate = Canonical(reissue.Certificate, reissue.LegacyCertificate) });
            }

            // Who buys what somebody owned already holds both together.
            var takers = Owners(request.Buyers).Select(taker => book.Owners.Find(owner => owner.Is(taker.Party)) is { Share.Length: > 0 } held
                && taker.Share.Length > 0 && gone.Contains(held.Certificate) && request.Sellers.All(seller => !taker.Is(seller.Party))
                ? taker with { Share = Sum(held.Share, taker.Share) }
                : taker);
            book.Owners = [.. stay, .. takers];
            (book.CoOwnership, book.TitleNumber, book.PriceFen) = (unit.CoOwnership, unit.BusinessNumber, unit.PriceFen);
            foreach (var notice in request.Notices)
                book.Take("notice/" + Canonical(notice.Number, notice.Legacy));
            Note(telling, book);

            var draft = TitleRows.Draft(telling, book, unit.BusinessNumber, 200, reason, note);
            draft.CertificatesBefore = [.. gone.Order(StringComparer.Ordinal)];
            draft.Certificates = [.. book.Certificates.Except(before, StringComparer.Ordinal)];
            draft.Applicants = ([.. request.Buyers.Select(static buyer => buyer.Party)], [.. request.Sellers.Select(static seller => seller.Party)]);
        }
    }

    /// <summary>Other units of an old certificate that falls: their owners stand on new ones.</summary>
    public static void Replace(ActTelling telling, IReadOnlyList<UnitReissueInput> asked)
    {
        foreach (var unit in asked)
        {
            var book = telling.Shelf.Of(unit.UnitCode);
            book.Owners = [.. book.Owners.Select(owner => unit.Owners.FirstOrDefault(one => owner.Is(one.Party)) is { } renewed
                ? owner with { Certificate = Canonical(renewed.Certificate, renewed.LegacyCertificate) }
                : owner)];
        }
    }

    /// <summary>权利人姓名、证件变更</summary>
    public static void OwnerDetails(ActTelling telling, ChangeOwnerDetailsRequest asked, OwnerDetailsChanged recorded)
        => Changed(
            telling, asked.UnitCode, recorded.BusinessNumber, 300, asked.Certificates, CodeNames.Of(recorded.Kind)?.Chinese,
            book => Renew(book, asked.Parties));

    /// <summary>坐落、用途、面积、年限、性质变更</summary>
    public static void UnitDetails(ActTelling telling, ChangeUnitDetailsRequest asked, UnitDetailsChanged recorded)
        => Changed(telling, asked.UnitCode, recorded.BusinessNumber, 300, asked.Certificates, CodeNames.Of(recorded.Kind)?.Chinese, book =>
        {
            switch (recorded.Kind)
            {
                case UnitDetail.Use:
                    book.Use = recorded.Use;
                    break;
                case UnitDetail.Area:
                    book.Area = (recorded.Area, recorded.InnerArea, recorded.SharedArea);
                    break;
                case UnitDetail.LandTerm:
                    book.LandTermEnd = recorded.LandTermEnd;
                    break;
                case UnitDetail.Nature:
                    book.Nature = (recorded.LandNature, recorded.HouseNature);
                    break;
            }
        });

    /// <summary>共有性质变更</summary>
    public static void CoOwnership(ActTelling telling, ChangeCoOwnershipRequest asked, CoOwnershipChanged recorded)
        => Changed(telling, asked.UnitCode, recorded.BusinessNumber, 300, [], "共有性质变更", book =>
            (book.Owners, book.CoOwnership) = (Owners(asked.Owners), recorded.CoOwnership));

    /// <summary>换证、补证</summary>
    public static void Reissue(ActTelling telling, ReissueCertificateRequest asked, CertificateReissued recorded)
        => Changed(
            telling, asked.UnitCode, recorded.BusinessNumber, recorded.Ground == ReissueGround.Lost ? 902 : 901,
            [new() { Old = asked.Old, Replacement = asked.Replacement }], recorded.Ground == ReissueGround.Lost ? "补证" : "换证", static _ => { });

    /// <summary>更正登记; a decision that nothing is wrong is no message.</summary>
    public static void Correct(ActTelling telling, RecordCorrectionRequest asked, CorrectionRecorded recorded)
    {
        if (recorded.Result != CorrectionResult.Corrected)
            return;
        foreach (var unit in recorded.Units)
        {
            var request = Asked(asked.Units, unit.UnitCode, static row => row.UnitCode);
            var former = telling.Shelf.Of(unit.UnitCode).TitleNumber;
            var draft = Changed(telling, unit.UnitCode, unit.BusinessNumber, 500, request.Certificates, "更正登记", book =>
            {
                Renew(book, request.Parties);
                if (unit.Title is not { } title)
                    return;
                (book.Owners, book.CoOwnership, book.RightType) = (Owners(request.Title.Owners), title.CoOwnership, title.RightType);
                (book.Use, book.Area, book.LandTermEnd) = (title.Use, (title.Area, title.InnerArea, title.SharedArea), title.LandTermEnd);
                (book.Nature, book.Floors, book.Completion) = ((title.LandNature, title.HouseNature), (title.Floor, title.TotalFloors), title.Completion);
            });
            if (telling.IsNewer)
                draft.Right("QLF_QL_GZDJ", ("QLLX", draft.RightType), ("BDCQZH", CertificateNumbers.Join(draft.Certificates)), ("SSYWH", former));
        }
    }

    /// <summary>注销登记</summary>
    public static void Cancel(ActTelling telling, CancelTitleRequest asked, TitleCancelled recorded)
    {
        var book = telling.Shelf.Of(asked.UnitCode);
        var draft = telling.Draft(book, recorded.BusinessNumber, "titleEnd", 400);
        End(draft, book.TitleNumber, CertificateNumbers.Join(book.Certificates), CodeNames.Of(recorded.Ground)?.Chinese);
        draft.CertificatesBefore = book.Certificates;
        draft.Applicants = ([.. book.Owners.Select(static owner => owner.Party)], []);
        (book.Owners, book.TitleNumber) = ([], "");
    }

    /// <summary>分割: a message for each part, and the end of the old unit.</summary>
    public static void Split(ActTelling telling, SplitUnitRequest asked, UnitSplit recorded)
    {
        var old = telling.Shelf.Of(recorded.UnitCode);
        foreach (var part in recorded.Parts)
            Reshaped(telling, old, part, Asked(asked.Parts, part.UnitCode, static row => row.UnitCode), [recorded.UnitCode], "分割");
        Superseded(telling, old, recorded.BusinessNumber, "分割");
    }

    /// <summary>合并: a message for the merged unit, and the end of each old one.</summary>
    public static void Merge(ActTelling telling, MergeUnitsRequest asked, UnitMerged recorded)
    {
        var units = recorded.Units.Select(static unit => unit.UnitCode).ToList();
        Reshaped(telling, telling.Shelf.Of(units[0]), recorded.Merged, asked.Merged, units, "合并");
        foreach (var unit in recorded.Units)
            Superseded(telling, telling.Shelf.Of(unit.UnitCode), unit.BusinessNumber, "合并");
    }

    /// <summary>The row of an end.</summary>
    public static void End(MessageDraft draft, string former, string numbers, string? reason)
    {
        var row = draft.Add(
            "QLF_QL_ZXDJ",
            ("BDCDYH", draft.Book.Unit), ("QLLX", draft.RightType), ("BDCQZH", numbers), ("YWH", draft.BusinessNumber), ("ZXYWH", former),
            ("ZXSJ", draft.At), ("DJSJ", draft.At), ("BZ", reason));
        draft.Tail(row);
        draft.UnitsBefore = [draft.Book.Unit];
    }

    /// <summary>Owners as a request names them.</summary>
    public static List<BookOwner> Owners(IEnumerable<OwnerInput> owners) => [.. owners.Select(static owner => new BookOwner(
        owner.Party, Canonical(owner.Certificate, owner.LegacyCertificate),
        Facts.Share.TryParse(owner.Share, out var share, out _) ? share.ToString() : "", owner.Group))];

    /// <summary>A certificate's number as the ledger has it; a legacy one as it is written.</summary>
    public static string Canonical(string number, bool legacy) => legacy ? number : CertificateNumbers.Canonical(number);

    /// <summary>The row of a request that is about a unit.</summary>
    public static T Asked<T>(IEnumerable<T> rows, string unit, Func<T, string> code) => rows.First(row => Canonicalize.FoldUpper(code(row)) == unit);

    private static UnitBook Open(ActTelling telling, OpeningInput asked, Opening opening)
    {
        var book = telling.Shelf.Of(opening.UnitCode);
        (book.Owners, book.CoOwnership, book.TitleNumber) = (Owners(asked.Owners), opening.CoOwnership, opening.BusinessNumber);
        (book.RightType, book.Use, book.Area) = (opening.RightType, opening.Use, (opening.Area, opening.InnerArea, opening.SharedArea));
        (book.Nature, book.LandTermEnd) = ((opening.LandNature, opening.HouseNature), opening.LandTermEnd);
        (book.Floors, book.Completion) = ((opening.Floor, opening.TotalFloors), opening.Completion);
        Note(telling, book);
        return book;
    }

    /// <summary>What the document says of the unit is known from now on.</summary>
    private static void Note(ActTelling telling, UnitBook book)
    {
        foreach (var (name, value) in telling.Act.Texts)
            book.Texts[name] = value;
    }

    private static MessageDraft Changed(
        ActTelling telling, string unit, string businessNumber, int regType, IReadOnlyList<CertificateRenewalInput> renewals, string? reason,
        Action<UnitBook> change)
    {
        var book = telling.Shelf.Of(Canonicalize.FoldUpper(unit));
        var before = book.Certificates;
        change(book);
        Renew(book, renewals);
        book.TitleNumber = businessNumber;
        Note(telling, book);
        var draft = TitleRows.Draft(telling, book, businessNumber, regType, reason);
        draft.CertificatesBefore = before;
        draft.Certificates = [.. book.Certificates.Except(before, StringComparer.Ordinal)];
        return draft;
    }

    private static void Reshaped(
        ActTelling telling, UnitBook old, UnitPart part, UnitPartInput asked, IReadOnlyList<string> units, string reason)
    {
        var book = telling.Shelf.Put(old.CopyFor(part.UnitCode));
        (book.Area, book.Use, book.TitleNumber) = ((part.Area, part.InnerArea, part.SharedArea), part.Use, part.BusinessNumber);
        book.Floors = (part.Floor, book.Floors.Total);
        Renew(book, asked.Certificates);
        Note(telling, book);
        var draft = TitleRows.Draft(telling, book, part.BusinessNumber, 300, reason);
        draft.UnitsBefore = units;
        draft.CertificatesBefore = [.. units.SelectMany(unit => telling.Shelf.Of(unit).Certificates).Distinct(StringComparer.Ordinal)];
    }

    private static void Superseded(ActTelling telling, UnitBook old, string businessNumber, string reason)
    {
        var draft = telling.Draft(old, businessNumber, "titleEnd", 400);
        End(draft, old.TitleNumber, CertificateNumbers.Join(old.Certificates), reason);
        draft.CertificatesBefore = old.Certificates;
    }

    private static void Renew(UnitBook book, IEnumerable<CertificateRenewalInput> renewals)
    {
        var renewed = renewals.ToDictionary(
            static row => Canonical(row.Old.Number, row.Old.Legacy), static row => CertificateNumbers.Canonical(row.Replacement), StringComparer.Ordinal);
        book.Owners = [.. book.Owners.Select(owner => renewed.TryGetValue(owner.Certificate, out var number) ? owner with { Certificate = number } : owner)];
    }

    private static void Renew(UnitBook book, IReadOnlyList<PartyRenewalInput> renewals)
        => book.Owners =
        [
            .. book.Owners.Select(owner => renewals.FirstOrDefault(one => owner.Is(one.Old)) is { } row ? owner with { Party = row.Renewed } : owner),
        ];

    private static string Sum(string held, string taken)
        => Facts.Share.Parse(held).TryAdd(Facts.Share.Parse(taken), out var sum) ? sum.ToString() : taken;
}
