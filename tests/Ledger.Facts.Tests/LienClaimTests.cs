using Ledger.V1;

namespace Ledger.Facts.Tests;

public class LienClaimTests
{
    private const string Flat = "441903012003GB00001F00020063";
    private const string Parcel = "441903012003GB00001W00000000";
    private const string SecondParcel = "441903012003GB00002W00000000";
    private const string Bank = "91441900MA00000238";

    private static readonly ulong Evidence = At("2021-06-30");

    [Fact]
    public void Plain_none_needs_a_first_registration_of_unit_and_parcel()
    {
        var claim = Read(Page(Flat), Page(Parcel));
        Assert.Equal(LienOutcome.None, claim.Outcome);
        Assert.Equal("2021-05-31", claim.CompleteSince.ToString());
        Assert.Equal([EncumbranceKind.Mortgage, EncumbranceKind.Seizure], claim.Kinds);
        Assert.Equal(
            $"As of 2021-06-30, {Flat} and the land it stands on ({Parcel}): none of these kinds: mortgage, seizure and pre-seizure; "
            + "not recorded on this ledger and so not covered: advance notice, objection, easement, right of residence, administrative lock.",
            claim.Text.English);
        Assert.StartsWith($"截至2021-06-30，{Flat}及其所在宗地{Parcel}：无抵押、查封（含预查封）；", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migrated_page_says_since_when_and_is_not_clean()
    {
        var parcel = Page(Parcel, Origin.Migrated);
        parcel.CompleteSince = 20210601;
        var claim = Read(Page(Flat), parcel);
        Assert.Equal(LienOutcome.NoneSinceMigration, claim.Outcome);
        Assert.Equal("2021-06-01", claim.CompleteSince.ToString());
        Assert.Contains("none in the migrated book, none of these kinds since 2021-06-01", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("自2021-06-01起", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Absent_and_not_opened_say_that_the_old_book_is_unknown(bool absent)
    {
        var pages = Pages(Page(Flat), Page(Parcel, Origin.NotOpened));
        pages[Parcel] = absent ? null : pages[Parcel];
        var claim = LienClaim.Read(UnitCode.Parse(Flat), pages, Evidence);
        Assert.Equal(LienOutcome.NothingRecorded, claim.Outcome);
        Assert.Equal(Parcel, Assert.Single(claim.Unopened).ToString());
        Assert.Null(claim.CompleteSince);
        Assert.Contains("nothing recorded on this ledger, old book unknown", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("旧登记簿情况不明", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_unknown_to_the_ledger_needs_its_parcel_too()
    {
        var unit = UnitCode.Parse(Flat);
        Assert.Equal(
            LienOutcome.Unproved, LienClaim.Read(unit, new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal) { [Flat] = null }, Evidence).Outcome);
        Assert.Equal(
            LienOutcome.NothingRecorded,
            LienClaim.Read(unit, new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal) { [Flat] = null, [Parcel] = null }, Evidence).Outcome);
        Assert.Equal(
            LienOutcome.Encumbered,
            LienClaim.Read(unit, new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal) { [Flat] = null, [Parcel] = Mortgaged(Page(Parcel)) },
                Evidence).Outcome);
    }

    [Fact]
    public void A_parcel_alone_needs_its_own_page_only()
    {
        var parcel = UnitCode.Parse(Parcel);
        Assert.Equal([parcel], LienClaim.PagesNeeded(parcel, Page(Parcel)));
        Assert.Equal(LienOutcome.None, LienClaim.Read(parcel, Pages(Page(Parcel)), Evidence).Outcome);
    }

    [Fact]
    public void Every_parcel_the_unit_stands_on_must_be_shown()
    {
        var flat = Page(Flat);
        flat.Parcels.Add(SecondParcel);
        var claim = Read(flat, Page(Parcel));
        Assert.Equal(LienOutcome.Unproved, claim.Outcome);
        Assert.Contains(SecondParcel, claim.Text.English, StringComparison.Ordinal);
        Assert.Equal(LienOutcome.None, Read(flat, Page(Parcel), Page(SecondParcel)).Outcome);
        Assert.Equal(LienOutcome.Encumbered, Read(flat, Page(Parcel), Mortgaged(Page(SecondParcel))).Outcome);
    }

    [Fact]
    public void A_mortgage_on_the_unit_or_its_parcel_counts()
    {
        var own = Read(Mortgaged(Page(Flat)), Page(Parcel));
        Assert.Equal(LienOutcome.Encumbered, own.Outcome);
        Assert.Equal(
            $"As of 2021-06-30, {Flat} and the land it stands on ({Parcel}): 1 encumbrance: general mortgage, rank 1, mortgagee {Bank}, "
            + "contract BANKA-0001, amount CNY 840,000.00, transfer restricted, recorded 2021-06-15; "
            + "not recorded on this ledger and so not covered: advance notice, objection, easement, right of residence, administrative lock.",
            own.Text.English);
        var land = Read(Page(Flat), Mortgaged(Page(Parcel)));
        Assert.Equal(LienOutcome.Encumbered, land.Outcome);
        Assert.Contains($"(on {Parcel})", land.Text.English, StringComparison.Ordinal);
        Assert.Equal(Parcel, Assert.Single(land.Encumbrances).Unit.ToString());
    }

    [Fact]
    public void Encumbrances_beside_a_migrated_book_do_not_promise_to_be_all()
    {
        var claim = Read(Mortgaged(Page(Flat, Origin.Migrated)), Page(Parcel));
        Assert.Equal(LienOutcome.Encumbered, claim.Outcome);
        Assert.Equal([UnitCode.Parse(Flat)], claim.Migrated);
        Assert.Contains("迁移自旧登记簿，未经核验", claim.Text.Chinese, StringComparison.Ordinal);
        Assert.Contains($"not verified: {Flat}", claim.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encumbrance_counts_also_where_another_page_was_never_opened()
    {
        var claim = Read(Mortgaged(Page(Flat)), Page(Parcel, Origin.NotOpened));
        Assert.Equal(LienOutcome.Encumbered, claim.Outcome);
        Assert.Contains("no book opened for", claim.Text.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-06-30", LienOutcome.Encumbered, 2)]
    [InlineData("2022-05-31", LienOutcome.Encumbered, 2)]
    [InlineData("2022-06-01", LienOutcome.Encumbered, 1)]
    [InlineData("2023-05-31", LienOutcome.Encumbered, 1)]
    [InlineData("2023-06-01", LienOutcome.None, 0)]
    public void Seizures_lapse_by_the_evidence_day_alone(string day, LienOutcome outcome, int rows)
    {
        var claim = LienClaim.Read(UnitCode.Parse(Flat), Pages(Page(Flat), Seized(Page(Parcel))), At(day));
        Assert.Equal(outcome, claim.Outcome);
        Assert.Equal(rows, claim.Encumbrances.Count);
        Assert.Equal(rows == 2 ? 1 : 0, claim.Encumbrances.Count(e => e.Queued));
    }

    [Fact]
    public void A_seizure_that_starts_the_day_after_the_evidence_is_not_a_clean_page()
    {
        var claim = LienClaim.Read(UnitCode.Parse(Flat), Pages(Page(Flat), Seized(Page(Parcel))), At("2021-05-31"));
        Assert.Equal(LienOutcome.Encumbered, claim.Outcome);
        Assert.All(claim.Encumbrances, e => Assert.True(e.Queued));
    }

    [Fact]
    public void Seizures_are_named_with_authority_document_and_days()
    {
        var text = Read(Page(Flat), Seized(Page(Parcel))).Text;
        Assert.Contains("seizure, authority 11441900000000019Y, document （2021）粤1971执保1号, 2021-06-01 to 2022-05-31", text.English, StringComparison.Ordinal);
        Assert.Contains("queued pre-seizure, authority 11441900000000019Y, document （2021）粤1971执保2号, expected 2022-06-01 to 2023-05-31",
            text.English, StringComparison.Ordinal);
        Assert.Contains("轮候预查封", text.Chinese, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<EncumbrancePage>> Contradictions => new()
    {
        { "another unit's page", p => p.UnitCode = Parcel },
        { "unknown origin", p => p.Origin = (Origin)9 },
        { "no day since which it is complete", p => p.CompleteSince = 0 },
        { "a day that does not exist", p => p.CompleteSince = 20210229 },
        { "unknown kind", p => p.Kinds.Add((EncumbranceKind)99) },
        { "no kinds", p => p.Kinds.Clear() },
        { "no parcels", p => p.Parcels.Clear() },
        { "without the derived parcel", p => p.Parcels[0] = SecondParcel },
        { "a parcel that is none", p => p.Parcels.Add("441903012003GB00002F00000001") },
        { "a parcel twice", p => p.Parcels.Add(Parcel) },
        { "a seizure without days", p => p.Seizures.Add(new SeizureRow()) },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_page_that_contradicts_itself_proves_nothing(string what, Action<EncumbrancePage> spoil)
    {
        var flat = Page(Flat);
        spoil(flat);
        var claim = LienClaim.Read(
            UnitCode.Parse(Flat),
            new Dictionary<string, EncumbrancePage?>(StringComparer.Ordinal) { [Flat] = flat, [Parcel] = Page(Parcel), [SecondParcel] = Page(SecondParcel) },
            Evidence);
        Assert.True(claim.Outcome == LienOutcome.Unproved, what);
        Assert.NotEmpty(claim.Problems);
        Assert.StartsWith("As of 2021-06-30, " + Flat, claim.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parcels_page_that_lists_parcels_proves_nothing()
    {
        var parcel = Page(Parcel);
        parcel.Parcels.Add(Parcel);
        Assert.Equal(LienOutcome.Unproved, Read(Page(Flat), parcel).Outcome);
    }

    [Fact]
    public void Only_kinds_that_all_pages_record_are_covered()
    {
        var parcel = Page(Parcel);
        parcel.Kinds.Remove(EncumbranceKind.Seizure);
        Assert.Equal([EncumbranceKind.Mortgage], Read(Page(Flat), parcel).Kinds);
        parcel.Kinds[0] = EncumbranceKind.Easement;
        Assert.Equal(LienOutcome.Unproved, Read(Page(Flat), parcel).Outcome);
    }

    [Fact]
    public void A_page_of_profile_2_says_since_when_kind_by_kind()
    {
        var (flat, parcel) = (Two(Flat), Two(Parcel));
        parcel.Complete(EncumbranceKind.Lock, Day.Of(2021, 6, 5));

        var claim = Read(flat, parcel);

        Assert.Equal((LienOutcome.NoneSinceMigration, 7), (claim.Outcome, claim.Kinds.Count));
        Assert.Equal("2021-06-05", claim.CompleteSince.ToString());
        Assert.Contains("none of these kinds since 2021-05-31: mortgage", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("none of these kinds since 2021-06-05: administrative lock", claim.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_was_never_completed_is_unknown_not_none()
    {
        var flat = Two(Flat);
        flat.Since.RemoveAt(3);

        var claim = Read(flat, Two(Parcel));

        Assert.DoesNotContain(EncumbranceKind.Objection, claim.Kinds);
        Assert.Contains("old book unknown: objection", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("情况不明：异议登记", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_every_kind_count_until_they_end()
    {
        var flat = Two(Flat);
        flat.Notices.Add(new AdvanceNoticeRow { Kind = AdvanceNoticeKind.OtherSale, Basis = "441900B21050000001", RecordingMs = 1, Lapses = 20210701 });
        flat.Objections.Add(new ObjectionRow { Ground = "WRONG_OWNER", Entered = 20210620, Lapses = 20210701 });
        flat.Easements.Add(new EasementRow { Side = EasementSide.Servient, OtherUnit = Parcel, Purpose = "WAY", From = 20210101, Until = 20210701 });
        flat.Easements.Add(new EasementRow { Side = EasementSide.Dominant, OtherUnit = Parcel, Purpose = "WAY", From = 20210101, Until = 20300101 });
        flat.Residences.Add(new ResidenceRow { Scope = ResidenceScope.Whole, From = 20210101, Until = 20210701 });
        flat.Locks.Add(new LockRow { Kind = LockKind.Dispute, Authority = Bank, DocumentNumber = "1", From = 20210101, Ended = 20210701 });

        var claim = LienClaim.Read(UnitCode.Parse(Flat), Pages(flat, Two(Parcel)), At("2021-06-30"));
        Assert.Equal(
            [EncumbranceKind.AdvanceNotice, EncumbranceKind.Objection, EncumbranceKind.Easement, EncumbranceKind.Residence, EncumbranceKind.Lock],
            claim.Encumbrances.Select(row => row.Kind));
        Assert.Empty(LienClaim.Read(UnitCode.Parse(Flat), Pages(flat, Two(Parcel)), At("2021-07-01")).Encumbrances);
    }

    [Fact]
    public void A_page_of_profile_2_that_contradicts_itself_proves_nothing()
    {
        var (twice, noDay) = (Two(Flat), Two(Flat));
        twice.Since.Add(new KindSince { Kind = EncumbranceKind.Mortgage, Day = 20210531 });
        noDay.Since[0].Day = 0;

        Assert.Equal(LienOutcome.Unproved, Read(twice, Two(Parcel)).Outcome);
        Assert.Equal(LienOutcome.Unproved, Read(noDay, Two(Parcel)).Outcome);
    }

    private static EncumbrancePage Two(string unit)
    {
        var page = Page(unit, Origin.Migrated);
        (page.CompleteSince, page.RecordingMs) = (0, 1);
        page.Kinds.Clear();
        foreach (var kind in Enum.GetValues<EncumbranceKind>().Where(kind => kind != EncumbranceKind.Unspecified))
            page.Complete(kind, Day.Of(2021, 5, 31));
        return page;
    }

    private static ulong At(string day) => (ulong)Day.Parse(day).StartMilliseconds + 1;

    private static LienClaim Read(params EncumbrancePage[] pages) => LienClaim.Read(UnitCode.Parse(Flat), Pages(pages), Evidence);

    private static Dictionary<string, EncumbrancePage?> Pages(params EncumbrancePage[] pages)
        => pages.ToDictionary(p => p.UnitCode, p => (EncumbrancePage?)p, StringComparer.Ordinal);

    private static EncumbrancePage Page(string unit, Origin origin = Origin.FirstRegistration)
    {
        var page = new EncumbrancePage
        {
            UnitCode = unit,
            Origin = origin,
            CompleteSince = origin == Origin.NotOpened ? 0u : 20210531u,
            Kinds = { EncumbranceKind.Mortgage, EncumbranceKind.Seizure },
        };
        if (unit == Flat)
            page.Parcels.Add(Parcel);

        return page;
    }

    private static EncumbrancePage Mortgaged(EncumbrancePage page)
    {
        page.Mortgages.Add(new MortgageRow
        {
            Id = new MortgageId { Mortgagee = Bank, ContractNumber = "BANKA-0001" },
            Terms = new MortgageTerms { Mode = MortgageMode.General, AmountFen = 84_000_000, TransferRestricted = true },
            Rank = 1,
            RecordingDate = 20210615,
            Units = 1,
        });
        return page;
    }

    private static EncumbrancePage Seized(EncumbrancePage page)
    {
        foreach (var (kind, number) in ((SeizureKind, int)[])[(SeizureKind.Seizure, 1), (SeizureKind.PreSeizure, 2)])
        {
            var row = new SeizureRow
            {
                Kind = kind,
                Authority = "11441900000000019Y",
                DocumentNumber = $"（2021）粤1971执保{number}号",
                Term = new SeizureTerm { Months = 12 },
            };
            page.Seizures.Add(number == 1 ? SeizureQueue.Start(row, Day.Of(2021, 6, 1)) : row);
        }

        return page;
    }
}
