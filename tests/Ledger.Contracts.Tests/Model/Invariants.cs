using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.Tests.BrokenInvariantException;

namespace Ledger.Contracts.Tests;

/// <summary>The ten invariants of events.md 12, asked of the ledger's pages against the naive book.</summary>
/// <param name="town">The town.</param>
internal sealed class Invariants(Town town)
{
    private readonly SortedDictionary<string, CertificatePage> certificates = new(StringComparer.Ordinal);
    private readonly HashSet<string> voided = [];

    private NaiveBook Book => town.Book;

    /// <summary>Checks what an envelope changed.</summary>
    public void Check(IReadOnlyCollection<string> keys)
    {
        SortedSet<string> units = new(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            var (kind, name) = (key[..slash], key[(slash + 1)..]);
            switch (kind)
            {
                case "unit" or "enc" or "deal":
                    units.Add(name);
                    break;
                case "cert":
                    NoteCertificate(name, town.Ledger.Read<CertificatePage>(key)!, units);
                    break;
                case "mortgage":
                    units.UnionWith(town.Ledger.Read<MortgagePage>(key)!.Units.Select(unit => unit.UnitCode));
                    break;
                case "fund":
                    CheckFund(name);
                    break;
                case "tax":
                    CheckTaxes(name);
                    break;
                case "contract" or "instrument":
                    CheckBasis(kind, name);
                    break;
            }
        }

        foreach (var unit in units)
            CheckUnit(unit);
    }

    /// <summary>Checks everything.</summary>
    public void CheckAll()
    {
        foreach (var unit in Book.Units.Keys)
            CheckUnit(unit);
        foreach (var (name, page) in certificates)
            CheckCertificate(name, page);
        foreach (var fund in Book.Funds.Keys)
            CheckFund(fund);
        foreach (var basis in Book.Bases.Values)
        {
            CheckBasis(basis.IsContract ? "contract" : "instrument", basis.Number);
            CheckTaxes(basis.Number);
        }

        foreach (var mortgage in Book.Mortgages.Values.Where(mortgage => mortgage.IsLive))
        {
            foreach (var (code, holding) in mortgage.Units)
            {
                Unless(
                    Book.Unit(code).Liens.Exists(lien => lien.Mortgage == mortgage && lien.Holding.SetEquals(holding)), 4,
                    $"{mortgage.Name} is live but no row of {code}");
            }
        }
    }

    private void CheckUnit(string code)
    {
        var unit = Book.Unit(code);
        var title = town.Ledger.Read<TitlePage>(PageKeys.Title(code));
        CheckTitle(unit, title);
        CheckDeal(unit);
        if (unit.Status == NaiveStatus.Superseded || town.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(code)) is not { } page)
            return;
        CheckMortgages(unit, page);
        CheckSeizures(unit, page);
        CheckClaim(unit, page);
    }

    // 1 and 8.
    private void CheckTitle(NaiveUnit unit, TitlePage? title)
    {
        var status = title?.Status switch
        {
            null => NaiveStatus.Unopened,
            TitleStatus.Registered => NaiveStatus.Registered,
            TitleStatus.Superseded => NaiveStatus.Superseded,
            _ => NaiveStatus.Ended,
        };
        Unless(status == unit.Status, 1, $"{unit.Code} is {status}, in the naive book {unit.Status}");
        if (title is null)
            return;
        Unless(
            title.Predecessors.SequenceEqual(unit.Predecessors) && title.Successors.SequenceEqual(unit.Successors), 8,
            $"{unit.Code}: lineage {title.Predecessors} {title.Successors}");
        Unless((title.Successors.Count > 0) == (status == NaiveStatus.Superseded), 8, $"{unit.Code} is {status} with successors {title.Successors}");
        foreach (var predecessor in title.Predecessors)
        {
            Unless(
                town.Ledger.Read<TitlePage>(PageKeys.Title(predecessor))!.Successors.Contains(unit.Code), 8,
                $"{predecessor} does not name its successor {unit.Code}");
        }

        if (status != NaiveStatus.Registered)
            return;
        Unless(title.Area == unit.Area, 8, $"{unit.Code} has {title.Area}, in the naive book {unit.Area}");
        Unless(unit.Basis.Length == 0 || title.Basis == unit.Basis, 6, $"{unit.Code} rests on {title.Basis}, in the naive book on {unit.Basis}");
        CheckOwners(unit, title);
    }

    private void CheckOwners(NaiveUnit unit, TitlePage title)
    {
        var holdings = title.CoOwnership switch
        {
            CoOwnership.Shares => [.. title.Owners.Select(owner => new NaiveHolding(Ratio.Of(owner.Share, Ratio.Zero), NaiveBook.KeysOf([owner.Party])))],
            CoOwnership.Groups => [.. title.Owners.GroupBy(owner => owner.Group)
                .Select(group => new NaiveHolding(Ratio.Of(group.First().Share, Ratio.Zero), NaiveBook.KeysOf(group.Select(owner => owner.Party))))],
            _ => (List<NaiveHolding>)(title.Owners.Count == 0 ? [] : [new(Ratio.One, NaiveBook.KeysOf(title.Owners.Select(owner => owner.Party)))]),
        };
        var sum = holdings.Aggregate(Ratio.Zero, static (sum, holding) => sum + holding.Share);
        Unless(holdings.Count == 0 || sum == Ratio.One, 1, $"the shares of {unit.Code} add up to {sum}");
        Unless(title.CoOwnership != CoOwnership.Single || title.Owners.Count <= 1, 1, $"{unit.Code} has one owner and {title.Owners.Count} rows");
        var same = holdings.Count == unit.Holdings.Count
            && holdings.TrueForAll(holding => unit.Holdings.Exists(known => known.Share == holding.Share && known.Members.SetEquals(holding.Members)));
        Unless(same, 1, $"{unit.Code} belongs to {string.Join(", ", holdings)}; in the naive book to {string.Join(", ", unit.Holdings)}");
        foreach (var owner in title.Owners)
        {
            var page = town.Ledger.Read<CertificatePage>(PageKeys.Certificate(owner.Certificate));
            Unless(
                page is not null && CertificateStates.Of(page) != CertificateState.Void && page.Kind == CertificateKind.Title
                    && CertificateStates.UnitsOf(page).Contains(unit.Code), 1, $"an owner of {unit.Code} stands on {owner.Certificate}, which is {page}");
        }
    }

    private void NoteCertificate(string name, CertificatePage page, SortedSet<string> units)
    {
        if (certificates.TryGetValue(name, out var known))
        {
            Unless(
                (known.Kind, known.Issued, known.AcceptanceNumber) == (page.Kind, page.Issued, page.AcceptanceNumber), 2,
                $"certificate {name} was issued twice: {known}, {page}");
        }

        certificates[name] = page;
        CheckCertificate(name, page);
        units.UnionWith(CertificateStates.UnitsOf(page));
    }

    // 2: of every live certificate of title each unit has one owner's row, or those of all who hold jointly.
    private void CheckCertificate(string name, CertificatePage page)
    {
        if (CertificateStates.Of(page) == CertificateState.Void)
        {
            voided.Add(name);
            return;
        }

        Unless(!voided.Contains(name), 2, $"certificate {name} was void and is live again");
        if (page.Kind != CertificateKind.Title)
        {
            Unless(
                CertificateStates.UnitsOf(page).All(unit => IsProved(name, unit)),
                2,
                $"proof {name} is live, and not all its units have what it proves: {page}");
            return;
        }

        foreach (var code in CertificateStates.UnitsOf(page))
        {
            var title = town.Title(code);
            var rows = title?.Owners.Where(owner => NaiveBook.NameOf(owner.Certificate) == name).ToList() ?? [];
            Unless(rows.Count > 0, 2, $"certificate {name} is live, and no owner of {code} stands on it");
            Unless(
                rows.Count == 1 || title!.CoOwnership == CoOwnership.Joint || rows.Select(row => row.Group).Distinct().Count() == 1, 2,
                $"{rows.Count} owners of {code} stand on {name}");
        }
    }

    // A proof is live as long as what it proves was not cancelled, whether or not that has lapsed.
    private bool IsProved(string name, string unit)
        => Book.Unit(unit).Rights.Exists(right => right.Name == name && right.Ended is null) || Book.Unit(unit).Rights.TrueForAll(right => right.Name != name);

    private void CheckDeal(NaiveUnit unit)
    {
        var page = town.Ledger.Read<DealPage>(PageKeys.Deal(unit.Code));
        var basis = Book.DealOn(unit.Code);
        Unless(page?.ContractNumber == basis?.Number, 3, $"{unit.Code} is under {page?.ContractNumber}, in the naive book under {basis?.Number}");
        Unless(page is null || page.State == basis!.State, 3, $"{unit.Code}: the deal is {page?.State}, {basis?.Number} is {basis?.State}");
    }

    private void CheckBasis(string kind, string number)
    {
        var basis = Book.Bases[number];
        var state = kind == "contract" ? town.Ledger.Read<ContractPage>(PageKeys.Contract(number))!.State
            : town.Ledger.Read<InstrumentPage>(PageKeys.Instrument(number))!.State switch
            {
                InstrumentState.Stated => ContractState.Filed,
                InstrumentState.Registered => ContractState.Registered,
                _ => ContractState.Revoked,
            };
        Unless(state == basis.State, 3, $"{number} is {state}, in the naive book {basis.State}");
    }

    // 4
    private void CheckMortgages(NaiveUnit unit, EncumbrancePage page)
    {
        Unless(page.Mortgages.Count == unit.Liens.Count, 4, $"{unit.Code} has {page.Mortgages.Count} mortgages, in the naive book {unit.Liens.Count}");
        foreach (var row in page.Mortgages)
        {
            var name = NaiveBook.NameOf(row.Id);
            var lien = unit.Liens.Find(lien => lien.Mortgage.Name == name);
            Unless(lien is not null, 4, $"{name} is a row of {unit.Code}, in the naive book not");
            Unless(row.Rank == lien!.Rank, 4, $"{name} has rank {row.Rank} on {unit.Code}, in the naive book {lien.Rank}");
            Unless(NaiveBook.KeysOf(row.Holding).SetEquals(lien.Holding), 4, $"{name} lies on the share of {row.Holding}, in the naive book of others");
            var mortgage = town.Ledger.Read<MortgagePage>(PageKeys.Mortgage(row.Id));
            Unless(
                mortgage is { State: MortgageState.Registered or MortgageState.ReleaseInstructed }, 4, $"{name} is a row of {unit.Code} and {mortgage?.State}");
            Unless(
                mortgage!.Terms.Equals(row.Terms) && row.Terms.Equals(lien.Mortgage.Terms), 4,
                $"{name}: terms {mortgage.Terms}, on {unit.Code} {row.Terms}, in the naive book {lien.Mortgage.Terms}");
            Unless(mortgage.Units.Any(known => known.UnitCode == unit.Code), 4, $"{name} does not name {unit.Code}");
        }

        if (page.Mortgages.All(row => row.Holding.Count == 0))
        {
            Unless(
                page.Mortgages.Select(row => row.Rank).Order().SequenceEqual(Enumerable.Range(1, page.Mortgages.Count).Select(rank => (uint)rank)), 4,
                $"ranks on {unit.Code}: {page.Mortgages}");
        }
    }

    // 5
    private void CheckSeizures(NaiveUnit unit, EncumbrancePage page)
    {
        if (page.Seizures.Count == 0 && unit.Seizures.Count == 0)
            return;
        var now = town.Ledger.TimeMs;
        foreach (var owner in unit.Owners)
        {
            var holder = page.Seizures.SelectMany(row => row.Holders)
                .FirstOrDefault(party => NaiveBook.KeyOf(party) == owner) ?? new Party { CreditCode = owner };
            var inForce = SeizureQueue.In(page.Seizures, holder, now).InForce;
            Unless(inForce.Count <= 1, 5, $"{inForce.Count} seizures are in force in one holding of {unit.Code}");
            var active = NaiveQueue.ActiveAt(unit.Seizures, owner, now);
            var document = inForce.Count > 0 ? inForce[0].Row.DocumentNumber : null;
            Unless(document == active?.Document, 5, $"on {unit.Code} {document} is in force, in the naive book {active?.Document}");
            Unless(
                active is null || (inForce[0].Row.Kind == SeizureKind.PreSeizure) == active.IsPre, 5, $"{document} on {unit.Code} is a {inForce[0].Row.Kind}");
        }

        foreach (var days in (ReadOnlySpan<int>)[0, 30, 400])
        {
            var day = town.Today.AddDays(days);
            var queue = SeizureQueue.At(page.Seizures, day);
            var alive = queue.InForce.Concat(queue.Queued).Select(place => place.Row.DocumentNumber).ToHashSet();
            Unless(alive.SetEquals(NaiveQueue.AliveOn(unit.Seizures, day)), 5,
                $"on {day} {string.Join(", ", alive)} stand on {unit.Code}, in the naive book {string.Join(", ", NaiveQueue.AliveOn(unit.Seizures, day))}");
        }
    }

    // 6
    private void CheckTaxes(string number)
    {
        var page = town.Ledger.Read<TaxPage>(PageKeys.Tax(number));
        if (Book.Bases[number].Taxes is not { } taxes)
            return;
        SortedDictionary<string, (ulong Owed, ulong Held)> accounts = new(StringComparer.Ordinal);
        foreach (var state in page!.Lines)
        {
            var account = NaiveBook.AccountOf(state.Line.Tax, state.Line.Side, state.Line.Taxpayer);
            var known = accounts.GetValueOrDefault(account);
            accounts[account] = known with { Owed = known.Owed + (state.Exempted ? 0 : state.Line.DueFen - state.Line.ReductionFen) };
        }

        foreach (var ticket in page.Tickets)
        {
            var account = NaiveBook.AccountOf(ticket.Tax, ticket.Side, ticket.Taxpayer);
            var known = accounts.GetValueOrDefault(account);
            accounts[account] = known with { Held = known.Held + ticket.AmountFen - ticket.RefundedFen };
        }

        foreach (var (account, (owed, paid, refunded, _)) in taxes.Accounts)
        {
            var (stated, held) = accounts.GetValueOrDefault(account);
            Unless(
                (stated, held) == (owed, paid - refunded), 6,
                $"{number}, {account}: owed {stated}, held {held}; in the naive book {owed}, {paid} - {refunded}");
            Unless(
                Book.Bases[number].State != ContractState.Registered || taxes.MayDiffer || held == stated, 6,
                $"{number} is registered, {account} owes {stated} and holds {held}");
        }
    }

    // 9
    private void CheckFund(string number)
    {
        var page = town.Ledger.Read<FundPage>(PageKeys.Fund(number))!;
        var fund = Book.Funds[number];
        Unless((page.ArrivedFen, page.ReleasedFen) == (fund.Arrived, fund.Released) && page.ReleasedFen <= page.ArrivedFen, 9, $"{number}: {page}");
    }

    private static string NameOf(Google.Protobuf.IMessage row) => row switch
    {
        MortgageRow mortgage => NaiveBook.NameOf(mortgage.Id),
        SeizureRow seizure => seizure.DocumentNumber,
        AdvanceNoticeRow notice => NaiveBook.NameOf(notice.Proof),
        ObjectionRow objection => NaiveBook.NameOf(objection.Proof),
        EasementRow easement => NaiveBook.NameOf(easement.Proof),
        ResidenceRow residence => NaiveBook.NameOf(residence.Proof),
        LockRow @lock => @lock.DocumentNumber,
        _ => row.Descriptor.Name,
    };

    // 10: what is claimed of a unit's own page is what the naive book has, and "none" from no earlier day.
    private void CheckClaim(NaiveUnit unit, EncumbrancePage page)
    {
        if (unit.Status == NaiveStatus.Registered)
        {
            Unless(page.Since.Select(since => (since.Kind, since.Day)).SequenceEqual(unit.Since.Select(pair => (pair.Key, pair.Value))), 10,
                $"{unit.Code} knows {page.Since}, in the naive book {string.Join(", ", unit.Since)}");
        }

        var code = UnitCode.Parse(unit.Code);
        var pages = LienClaim.PagesNeeded(code, page).ToDictionary(
            needed => needed.ToString(), needed => town.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(needed.ToString())), StringComparer.Ordinal);
        var claim = LienClaim.Read(code, pages, town.Ledger.TimeMs);
        Unless(claim.Problems.Count == 0, 10, $"nothing can be claimed of {unit.Code}: {string.Join("; ", claim.Problems.Select(problem => problem.English))}");
        foreach (var (kind, since) in claim.Since)
        {
            Unless(
                !unit.Since.TryGetValue(kind, out var known) || since.Number >= known, 10,
                $"{kind} of {unit.Code} is claimed since {since}, known since {known}");
        }

        Unless(
            claim.Since.All(since => unit.Since.ContainsKey(since.Kind)), 10, $"{unit.Code} claims kinds it does not know: {string.Join(", ", claim.Since)}");
        foreach (var kind in Enum.GetValues<EncumbranceKind>())
        {
            // A seizure may be in force in one holding and wait in another.
            SortedSet<string> claimed = [.. claim.Encumbrances.Where(encumbrance => encumbrance.Kind == kind && encumbrance.Unit.Equals(code))
                .Select(encumbrance => NameOf(encumbrance.Row))];
            SortedSet<string> known = kind switch
            {
                EncumbranceKind.Mortgage => [.. unit.Liens.Select(lien => lien.Mortgage.Name)],
                EncumbranceKind.Seizure => NaiveQueue.AliveOn(unit.Seizures, town.Today),
                _ => [.. unit.Rights.Where(right => right.Kind == kind && !right.IsBenefit && !right.IsOverOn(town.Today)).Select(right => right.Name)],
            };
            Unless(
                claimed.SetEquals(known), 10, $"{kind}s claimed of {unit.Code} are {string.Join(", ", claimed)}; in the naive book {string.Join(", ", known)}");
        }
    }
}
