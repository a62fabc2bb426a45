using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// An application on the way to being complete: what the clerk said, what a department wrote of it before, and what is still to be asked.
/// </summary>
/// <param name="template">The usual application that it is.</param>
/// <param name="request">What is known of it; completed here.</param>
/// <param name="now">What is not dated is accepted now; null: its time is asked, since a later run must ask for the same.</param>
internal sealed class CaseDraft(CaseTemplate template, AcceptApplicationRequest request, DateTimeOffset? now)
{
    // For a building its land's holders apply.
    private const int ParcelLength = 19;
    private const string WholeParcel = "W00000000";

    private readonly List<CaseFact> known = [];
    private IReadOnlyList<ContractUnit> units = [];
    private IReadOnlyList<PartyAcrossUnits> applicants = [];

    /// <summary>The request as it is by now.</summary>
    public AcceptApplicationRequest Request => request;

    /// <summary>What a department wrote already: shown with its entry and not asked.</summary>
    public IReadOnlyList<CaseFact> Known => known;

    /// <summary>Whether the application is on the ledger already, under its number.</summary>
    /// <exception cref="InputException">The number is another application's.</exception>
    public async Task<bool> IsAcceptedAsync(LedgerClient client, CancellationToken ct)
    {
        if (!AcceptanceNumber.TryParse(request.AcceptanceNumber, out var number, out _)
            || (await client.Reader.GetPageAsync(PageKeys.Case(number.ToString()), cancellationToken: ct)).Page is not { } page)
        {
            return false;
        }

        RequireSame(CasePage.Parser.ParseFrom(page.Body));
        return true;
    }

    /// <summary>Requires that a case on the ledger says what is known of the application.</summary>
    /// <exception cref="InputException">It is another one: its number was given twice, or mistyped.</exception>
    public void RequireSame(CasePage page)
    {
        var isSame = (request.Basis.Length == 0 || Canonicalize.FoldUpper(request.Basis) == page.Basis)
            && request.Projects.All(asked => asked.Building.Length == 0 || page.Projects.Any(known => known.Building == Canonicalize.FoldUpper(asked.Building)))
            && request.Flows.All(asked => asked.UnitCode.Length == 0 || page.Flows.Any(known => known.UnitCode == Canonicalize.FoldUpper(asked.UnitCode)
                && (asked.Flow == FlowCode.Unspecified || known.Flow == asked.Flow)
                && (asked.BusinessNumber.Length == 0 || known.BusinessNumber == BusinessNumber.Fold(asked.BusinessNumber))));
        if (isSame)
            return;

        var about = string.Join(", ", page.Flows.Select(static flow => flow.UnitCode).Concat(page.Projects.Select(static project => project.Building))
            .Append(page.Basis).Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal));
        throw Faults.Input("acceptance_number", new(
            $"受理编号{page.AcceptanceNumber}已是另一申请（{about}）；本件未提交，请核对编号",
            $"{page.AcceptanceNumber} is another application already ({about}): nothing was sent, check the number"));
    }

    /// <summary>Takes what the ledger knows of the basis; without effect while none is named.</summary>
    /// <exception cref="InputException">The basis is not on the ledger.</exception>
    public async Task ReadBasisAsync(LedgerClient client, CancellationToken ct)
    {
        if (template.Basis == CaseBasis.None || request.Basis.Length == 0 || units.Count > 0)
            return;
        if (template.Basis == CaseBasis.Contract)
        {
            var contract = PageKeys.Contract(ContractNumber.Fold(request.Basis));
            var page = await ReadAsync(client, contract, request.Basis, "a sale contract", ct);
            Take(contract, page, ContractPage.Parser.ParseFrom(page.Body));
            return;
        }

        var key = PageKeys.Instrument(Canonicalize.FoldUpper(request.Basis));
        var stated = await ReadAsync(client, key, request.Basis, "an instrument", ct);
        var instrument = InstrumentPage.Parser.ParseFrom(stated.Body);
        Take(key, stated, instrument);
        if (instrument.Pair.Length == 0)
            return;

        // Who exchanges gives one unit and takes the other: the same people apply for both.
        var pair = PageKeys.Instrument(instrument.Pair);
        var other = await ReadAsync(client, pair, instrument.Pair, "the other side's instrument", ct);
        foreach (var unit in InstrumentPage.Parser.ParseFrom(other.Body).Units)
        {
            units = [.. units, unit];
            Know(pair, other, new("单元", "unit"), unit.UnitCode);
        }
    }

    private static async Task<Page> ReadAsync(LedgerClient client, string key, string number, string expected, CancellationToken ct)
        => (await client.Reader.GetPageAsync(key, cancellationToken: ct)).Page ?? throw new InputException(
        [
            new InputFailure
            {
                Field = "basis",
                MessageZh = $"账本上没有“{number}”（已证明）；请核对编号，或请交易、登记部门先录入",
                MessageEn = $"'{number}' is not on the ledger (proved); check the number, or have it signed or stated first",
                Expected = expected,
            },
        ]);

    /// <summary>Fills in what follows: channel, time, registrations of every unit, organisations in clear.</summary>
    public void Complete()
    {
        if (request.Channel == CaseChannel.Unspecified)
            request.Channel = CaseChannel.Counter;
        if (request.AcceptanceTimeMs == 0 && now is { } instant)
            request.AcceptanceTimeMs = (ulong)instant.ToUnixTimeMilliseconds();
        request.AllAtOnce |= template.Flows.Count > 1;
        request.Document ??= new DocumentInput();
        if (template.IsProject)
        {
            foreach (var land in request.Projects.Select(static project => project.Building).Where(static building => building.Length > ParcelLength)
                .Select(static building => building[..ParcelLength] + WholeParcel).Distinct(StringComparer.Ordinal))
            {
                AddApplicants(land);
            }

            return;
        }

        var named = units.Count > 0 ? units.Select(static unit => unit.UnitCode) : request.Flows.Select(static flow => flow.UnitCode);
        if (named.Where(static unit => unit.Length > 0).Distinct(StringComparer.Ordinal).ToList() is [var only])
            NameUnit(only);
        foreach (var unit in units.Select(static unit => unit.UnitCode).Where(unit => !IsNamed(unit)))
            AddUnit(unit);
        foreach (var unit in request.Flows.Select(static flow => flow.UnitCode).Where(static unit => unit.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList())
        {
            AddFlows(unit);
            AddApplicants(unit);
        }
    }

    /// <summary>What is still to be asked, in the order of the form.</summary>
    public IReadOnlyList<CaseQuestion> Questions()
    {
        var questions = new List<CaseQuestion>();
        Ask(
            "acceptance_number", request.AcceptanceNumber, new("受理编号", "acceptance number"), new("如 202611300001", "e.g. 202611300001"),
            text => request.AcceptanceNumber = text);
        if (now is null)
        {
            Ask(
                "acceptance_time_ms", request.AcceptanceTimeMs == 0 ? "" : "stated", new("受理时间", "time of acceptance"),
                new("如 2026-11-30 15:02", "e.g. 2026-11-30 15:02"),
                text => request.AcceptanceTimeMs = WrittenInstant.TryParse(text, out var stated, out _) ? stated : 0);
        }

        Ask("town", request.Town, new("受理镇街", "town that accepts"), new("9 位代码", "9 digits"), text => request.Town = text);
        if (template.Basis != CaseBasis.None)
        {
            Ask(
                "basis", request.Basis,
                template.Basis == CaseBasis.Contract ? new("合同编号", "number of the contract") : new("原因文件编号", "number of the instrument"),
                new("单元与当事人由此取得", "units and parties are taken from it"), text => request.Basis = text);
        }

        if (template.IsProject)
            AskProject(questions);
        else if (request.Flows.Count == 0 && (template.Basis == CaseBasis.None || request.Basis.Length == 0))
            Ask("flows[0].unit_code", "", new("不动产单元", "unit"), new("28 位代码", "28 characters"), TakeUnit);
        for (var i = 0; i < request.Flows.Count; i++)
        {
            var flow = request.Flows[i];
            var name = FlowCodes.NameOf(flow.Flow);
            Ask(
                $"flows[{i}].business_number", flow.BusinessNumber,
                new($"{name.Chinese}（{flow.UnitCode}）的业务号", $"business number of {name.English} ({flow.UnitCode})"),
                new("如 202611300001", "e.g. 202611300001"), text => flow.BusinessNumber = text);
        }

        for (var i = 0; i < request.Applicants.Count; i++)
            AskApplicants(questions, i);
        return questions;

        void Ask(string path, string value, Wording label, Wording help, Action<string> set)
        {
            if (value.Length == 0)
                questions.Add(new(path, label, help, set));
        }
    }

    private static bool IsPerson(PartyAcrossUnits party) => party.CreditCode.Length == 0;

    private bool IsNamed(string unitCode) => request.Flows.Any(flow => flow.UnitCode == unitCode);

    private void Take(string key, Page page, ContractPage contract)
    {
        Know(key, page, new("状态", "state"), CodeNames.Of(contract.State) ?? new($"{contract.State}", $"{contract.State}"));
        Know(key, page, new("签订、备案", "signed, filed"), $"{CaseWords.Date(contract.SigningDate)}, {CaseWords.Date(contract.FilingDate)}");
        Take(key, page, contract.Units, [.. contract.Sellers, .. contract.Buyers]);
    }

    private void Take(string key, Page page, InstrumentPage instrument)
    {
        Know(key, page, new("原因", "kind"), CodeNames.Of(instrument.Kind) ?? new($"{instrument.Kind}", $"{instrument.Kind}"));
        Know(key, page, new("生效日期", "day of effect"), CaseWords.Date(instrument.Date));

        // The dead do not apply, who loses by a decision need not, and the state grants by its contract.
        var takersAlone = instrument.Kind is InstrumentKind.Inheritance or InstrumentKind.Bequest or InstrumentKind.Court or InstrumentKind.Policy
            or InstrumentKind.Grant;
        // Who keeps a part, as a spouse does, gives and takes.
        Take(key, page, instrument.Units, takersAlone ? instrument.Takers : [.. instrument.Givers.Concat(instrument.Takers).Distinct()]);
    }

    private void Take(string key, Page page, IEnumerable<ContractUnit> sold, IReadOnlyList<PartyAcrossUnits> parties)
    {
        (units, applicants) = ([.. sold], parties);
        foreach (var unit in units)
            Know(key, page, new("单元", "unit"), unit.UnitCode);
        foreach (var party in parties.Where(static party => !IsPerson(party)))
            Know(key, page, new("当事机构", "organisation"), party.CreditCode);
        Know(key, page, new("当事人", "persons"), $"{parties.Count(IsPerson)}");
    }

    private void Know(string key, Page page, Wording label, string value) => Know(key, page, label, new Wording(value, value));

    private void Know(string key, Page page, Wording label, Wording value)
        => known.Add(new(label, value, key, Convert.ToHexStringLower(page.Entry.Span)));

    // An answer that was wrong gives way to the next one.
    private void TakeUnit(string unitCode)
    {
        request.Flows.Clear();
        AddUnit(unitCode);
    }

    // Where basis or file names one unit alone, what the file says is said of it.
    private void NameUnit(string unitCode)
    {
        foreach (var row in request.Flows.Where(static row => row.UnitCode.Length == 0))
            row.UnitCode = unitCode;
        foreach (var row in request.Applicants.Where(static row => row.UnitCode.Length == 0))
            row.UnitCode = unitCode;
    }

    private void AddUnit(string unitCode)
    {
        foreach (var flow in template.FlowsOf(unitCode))
            request.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unitCode });
    }

    private void AddFlows(string unitCode)
    {
        foreach (var flow in template.FlowsOf(unitCode).Where(flow => !request.Flows.Any(row => row.UnitCode == unitCode && row.Flow == flow)))
        {
            // A line that the file left without its registration is this one's.
            if (request.Flows.FirstOrDefault(row => row.UnitCode == unitCode && row.Flow == FlowCode.Unspecified) is { } open)
                open.Flow = flow;
            else
                request.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unitCode });
        }
    }

    // Organisations stand in clear on the ledger; who the persons are no page says.
    private void AddApplicants(string unitCode)
    {
        if (request.Applicants.Any(row => row.UnitCode == unitCode))
            return;
        var row = new ApplicantsInput { UnitCode = unitCode };
        if (applicants.Count == 0)
            row.Parties.Add(new PartyInput());
        row.Parties.AddRange(applicants.Select(static party => IsPerson(party) ? new PartyInput()
            : new PartyInput { DocumentType = CreditCodeDocument, DocumentNumber = party.CreditCode }));

        // The same people apply for all units of one application.
        if (request.Applicants.FirstOrDefault() is { } first && first.Parties.Count == row.Parties.Count)
        {
            row.Parties.Clear();
            row.Parties.AddRange(first.Parties);
        }

        request.Applicants.Add(row);
    }

    private void AskProject(List<CaseQuestion> questions)
    {
        if (request.Projects.Count > 0)
            return;
        questions.Add(new(
            "projects[0].building", new("幢编码及单元数", "building and number of its units"),
            new("如 441900004001GB00012F0001 60", "e.g. 441900004001GB00012F0001 60"), text =>
            {
                var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                request.Projects.Clear();
                request.Projects.Add(new AcceptedProjectInput
                {
                    Flow = template.Flows[0],
                    Building = parts.Length > 0 ? parts[0] : "",
                    Units = parts.Length > 1 && uint.TryParse(parts[1], out var count) ? count : 0,
                });
            }));
    }

    private void AskApplicants(List<CaseQuestion> questions, int row)
    {
        var parties = request.Applicants[row].Parties;
        for (var i = 0; i < parties.Count; i++)
        {
            var party = parties[i];
            var who = new Wording($"申请人 {i + 1}", $"applicant {i + 1}");
            var path = $"applicants[{row}].parties[{i}]";
            if (party.Name.Length == 0)
            {
                questions.Add(new(
                    path + ".name", new($"{who.Chinese}姓名或名称", $"name of {who.English}"),
                    party.DocumentNumber.Length > 0 ? new(party.DocumentNumber, party.DocumentNumber)
                        : new("只留在本部门，不上账本", "stays with the department, never on the ledger"),
                    text => party.Name = text));
            }

            if (party.DocumentNumber.Length == 0)
            {
                questions.Add(new(
                    path + ".document_number", new($"{who.Chinese}证件", $"identity document of {who.English}"),
                    new("身份证号；其他证件写“种类 号码”，如 3 E12345678（ledger codes 有种类）", "number of the identity card; of another document its type before it, e.g. 3 E12345678 (types: ledger codes)"),
                    text => (party.DocumentType, party.DocumentNumber) = Document(text)));
            }
        }
    }

    private static (uint, string) Document(string text)
        => text.Trim().Split(' ', 2, StringSplitOptions.RemoveEmptyEntries) is [var type, var number] && uint.TryParse(type, out var code) && type.Length <= 2
            ? (code, number)
            : (IdentityCard, text.Trim());

    // Codes of A.30 (IdentityDocument.Types).
    private const uint IdentityCard = 1;
    private const uint CreditCodeDocument = 8;
}
