using Google.Protobuf;
using Ledger.Client;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>What the ledger has of an act that a message tells: nothing, the same, or something else.</summary>
/// <param name="reader">Reads verified pages.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class LedgerBook(LedgerReader reader, CancellationToken cancellationToken)
{
    private const ulong OneYuan = 100;

    /// <summary>The title page of a unit; null when it is not on the ledger.</summary>
    public Task<TitlePage?> TitleAsync(string unit) => FindAsync(PageKeys.Title(unit), TitlePage.Parser);

    /// <summary>Whether a case was accepted.</summary>
    public async Task<bool> HasCaseAsync(string acceptanceNumber)
        => Canonicalize.TryParse<AcceptanceNumber>(acceptanceNumber, out var number, out _)
            && (await reader.GetPageAsync(PageKeys.Case(number.ToString()), cancellationToken: cancellationToken)).Page is not null;

    /// <summary>What the ledger has of an act; null when it has nothing.</summary>
    /// <param name="act">The act.</param>
    /// <param name="ended">Of an ending, the act that it ends, when a message tells of it.</param>
    public async Task<ExchangeOutcome?> KnownAsync(ExchangeAct act, ExchangeAct? ended)
    {
        if (act.Kind == ExchangeActKind.Seizure)
            return await KnownSeizureAsync(act);
        var numbers = act.Kind == ExchangeActKind.End ? ended?.Numbers ?? act.Numbers : act.Numbers;
        if (act.Kind == ExchangeActKind.End && ended?.Kind == ExchangeActKind.Seizure)
            return null;
        if (numbers.Count == 0)
            return null;
        var pages = new List<CertificatePage>();
        foreach (var number in numbers)
        {
            if (IdOf(number) is { } id && await FindAsync(PageKeys.Certificate(id), CertificatePage.Parser) is { } page)
                pages.Add(page);
        }

        if (act.Kind == ExchangeActKind.End)
        {
            return pages.Count == 0 ? new(act, ExchangeState.History, "", new("所注销的权利不在账本上", "what it ends is not on the ledger"))
                : pages.Exists(static page => page.Live) ? null : Equal(act);
        }

        if (pages.Count == 0)
            return null;
        if (pages.Count < numbers.Count || pages.Exists(page => page.UnitCode != act.Unit && !page.Units.Contains(act.Unit)))
            return Differs(act, "证号", "certificate numbers");
        if (!pages.Exists(static page => page.Live))
            return Equal(act);
        return act.Kind switch
        {
            ExchangeActKind.Title => Compare(act, (await TitleAsync(act.Unit))!),
            ExchangeActKind.Mortgage => Compare(act, await FindAsync(PageKeys.Encumbrances(act.Unit), EncumbrancePage.Parser) ?? new()),
            _ => Equal(act),
        };
    }

    private static ExchangeOutcome Equal(ExchangeAct act) => new(act, ExchangeState.Equal, "", new("账本已有且内容相同", "on the ledger, and it says the same"));

    private static ExchangeOutcome Differs(ExchangeAct act, string chinese, string english) => new(act, ExchangeState.Differs, "", new(
        $"账本已有而内容不同：{chinese}。账本保留原记载；属实的请由登记部门更正",
        $"on the ledger with other content: {english}. The ledger keeps what it has; if the message is right, let the registry correct the book"));

    private static ExchangeOutcome Compare(ExchangeAct act, TitlePage page)
    {
        var differs = new List<(string Chinese, string English)>();
        if (page.CoOwnership != ActValues.CoOwnershipOf(act) || page.Owners.Count != act.Holders.Count)
        {
            differs.Add(("权利人数或共有方式", "number of owners or co-ownership"));
        }
        else if (page.CoOwnership == CoOwnership.Shares
            && !Shares(page).SequenceEqual(act.Holders.Select(ActValues.ShareOf).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            differs.Add(("份额", "shares"));
        }

        if (ExchangeValues.TryArea(act.Row["JZMJ"] ?? act.Row["SYQMJ"], out var area) && page.Area != area.Stored)
            differs.Add(("面积", "area"));
        if (page.Use != 0 && act.Row["GHYT"] is { } use && ActValues.Number(use) != page.Use)
            differs.Add(("用途", "use"));
        if (page.UnitPriceFen != 0 && ExchangeValues.TryMoney(act.Row["FDCJYJG"], act.Row["JEDW"], out var price)
            && price.DistanceTo(Money.FromFen(page.UnitPriceFen)).Fen >= OneYuan)
        {
            differs.Add(("价格", "price"));
        }

        if (page.RecordingDate != Day.At(act.RecordedAt).Number)
            differs.Add(("登簿日期", "day of recording"));
        return Result(act, differs);
    }

    private static IEnumerable<string> Shares(TitlePage page)
        => page.Owners.Select(static owner => $"{owner.Share.Numerator}/{owner.Share.Denominator}").Order(StringComparer.Ordinal);

    private static ExchangeOutcome Compare(ExchangeAct act, EncumbrancePage page)
    {
        var mortgagee = act.Holders.Select(ActParties.CreditCodeOf).FirstOrDefault();
        var day = Day.At(act.RecordedAt).Number;
        if (page.Mortgages.FirstOrDefault(row => row.Id.Mortgagee == mortgagee && row.RecordingDate == day) is not { } row)
            return Differs(act, "抵押权人或登簿日期", "mortgagee or day of recording");
        var differs = new List<(string Chinese, string English)>();
        var terms = ActValues.Terms(act);
        if (row.Terms.Mode != terms.Mode)
            differs.Add(("抵押方式", "kind of mortgage"));
        if (Money.TryParse(terms.Amount?.Value, out var amount, out _) && amount.DistanceTo(Money.FromFen(row.Terms.AmountFen)).Fen >= OneYuan)
            differs.Add(("债权数额", "amount"));
        if (Day.TryParse(terms.TermLastDay, out var last, out _) && row.Terms.TermEnd != last.AddDays(1).Number)
            differs.Add(("债务履行期限", "term"));
        if (act.Row["SFCZJZHXZ"] is not null && row.Terms.TransferRestricted != terms.TransferRestricted)
            differs.Add(("禁止或限制转让", "restriction of transfer"));
        return Result(act, differs);
    }

    private static ExchangeOutcome Result(ExchangeAct act, List<(string Chinese, string English)> differs) => differs.Count == 0
        ? Equal(act)
        : Differs(act, string.Join('、', differs.Select(static pair => pair.Chinese)), string.Join(", ", differs.Select(static pair => pair.English)));

    /// <summary>How the ledger names a certificate; null when the number is of neither form.</summary>
    private static CertificateId? IdOf(string number)
    {
        if (CertificateNumber.TryParse(number, out _, out _))
            return new() { Number = number };
        return Canonicalize.TryParse<LegacyCertificateNumber>(number, out var legacy, out _) ? new() { LegacyHash = ByteString.CopyFrom(legacy.Hash) } : null;
    }

    private async Task<ExchangeOutcome?> KnownSeizureAsync(ExchangeAct act)
    {
        var page = await FindAsync(PageKeys.Encumbrances(act.Unit), EncumbrancePage.Parser) ?? new();
        var document = Canonicalize.FoldBrackets(act.Row["CFWH"] ?? "");
        return page.Seizures.FirstOrDefault(row => row.DocumentNumber == document) is not { } seizure ? null
            : seizure.RecordingDate == Day.At(act.RecordedAt).Number ? Equal(act) : Differs(act, "登簿日期", "day of recording");
    }

    private async Task<T?> FindAsync<T>(string key, MessageParser<T> parser)
        where T : class, IMessage<T>
        => (await reader.GetPageAsync(key, cancellationToken: cancellationToken)).Page is { } page ? parser.ParseFrom(page.Body) : null;
}
