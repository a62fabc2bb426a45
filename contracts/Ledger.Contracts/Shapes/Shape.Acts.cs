using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <content>The forms of what every act carries.</content>
internal sealed partial class Shape
{
    /// <summary>Field 1 of every event.</summary>
    public void ActValue(Act? act)
    {
        if (!Required(act, "act"))
            return;
        Hash(act.RequestHash, "act.request_hash");
        Hash(act.Operator, "act.operator");
        Document(act.Document, "act.document");
        for (var i = 0; i < act.Acknowledgements.Count; i++)
        {
            var path = $"act.acknowledgements[{i}]";
            if (!judgement.Profile.Flows.RuleIds.Contains(act.Acknowledgements[i].Rule))
                Fault(C69, path + ".rule", null, new("规则编号，如F-07", "the id of a rule, e.g. F-07"));
            Identifier<ReasonCode>(act.Acknowledgements[i].Reason, path + ".reason");
        }

        Sorted(act.Acknowledgements, (a, b) => string.CompareOrdinal(a.Rule, b.Rule), "act.acknowledgements", mayBeEmpty: true);
    }

    /// <summary>Acceptance and recording of a registration act.</summary>
    public bool RecordingValue(Recording? recording)
    {
        if (!Required(recording, "recording"))
            return false;
        Identifier<AcceptanceNumber>(recording.AcceptanceNumber, "recording.acceptance_number");
        Instant(recording.AcceptanceTimeMs, "recording.acceptance_time_ms");
        Date(recording.RecordingDate, "recording.recording_date");
        Hash(recording.Recorder, "recording.recorder");
        return IsSound;
    }

    /// <summary>What a mortgage secures: amounts, and spans of time that end after they begin.</summary>
    public void TermsValue(MortgageTerms? terms, string path)
    {
        if (!Required(terms, path))
            return;
        Known(terms.Mode, path + ".mode");
        Amount(terms.AmountFen, path + ".amount_fen");
        Span(terms.TermStart, terms.TermEnd, path + ".term");
        if (terms.Mode == MortgageMode.Maximum)
        {
            Span(terms.DeterminationStart, terms.DeterminationEnd, path + ".determination");
        }
        else if (terms.DeterminationStart != 0 || terms.DeterminationEnd != 0)
        {
            Fault(C69, path + ".determination_start", terms.DeterminationStart,
                new("仅最高额抵押填写", "nothing: only a maximum-amount mortgage has a determination period"));
        }

        if (terms.Scope is < 1 or > 2)
            Fault(C69, path + ".scope", terms.Scope, new("担保范围代码1或2", "scope code 1 or 2"));
    }

    /// <summary>The length of a seizure: at least a day, at most the profile's longest.</summary>
    public void SeizureTermValue(SeizureTerm? term, string path)
    {
        if (!Required(term, path))
            return;
        if (term.Months > judgement.City.LongestSeizureMonths || term.Days > 31 * judgement.City.LongestSeizureMonths
            || (term.Months == 0 && term.Days == 0))
        {
            Fault(SeizureTermLimit.C32, path, $"{term.Months}m {term.Days}d",
                new($"1天至{judgement.City.LongestSeizureMonths}个月", $"1 day to {judgement.City.LongestSeizureMonths} months"));
        }
    }

    /// <summary>Two days that exist, the second after the first.</summary>
    public bool Span(uint start, uint end, string path)
    {
        if (!(Date(start, path + "_start") & Date(end, path + "_end")))
            return false;
        if (start < end)
            return true;
        Fault(C69, path + "_end", end, new("晚于起始日的日期", "a day after the start"));
        return false;
    }

    /// <summary>The salted field tree of an act's document.</summary>
    public void Document(DocumentRoot? document, string path)
    {
        if (!Required(document, path))
            return;
        Hash(document.Root, path + ".root");
        if (document.Fields == 0 || document.Fields > judgement.Profile.MostDocumentFields)
            Fault(C69, path + ".fields", document.Fields, new($"1至{judgement.Profile.MostDocumentFields}", $"1 to {judgement.Profile.MostDocumentFields}"));
    }
}
