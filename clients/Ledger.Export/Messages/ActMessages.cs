using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>Which act is told how: the one table from recorded acts to messages. An act that is not here is not reported.</summary>
internal static class ActMessages
{
    /// <summary>Tells an act; the messages are complete but for their number.</summary>
    public static IReadOnlyList<MessageDraft> Tell(ProvinceProfile profile, BookShelf shelf, BookAct act)
    {
        var telling = new ActTelling(profile, shelf, act);
        switch (act.Request, act.Event)
        {
            case (OpenFirstRegistrationRequest asked, FirstRegistered recorded):
                TitleActs.First(telling, asked, recorded);
                break;
            case (OpenMigratedRequest asked, MigratedOpened recorded):
                TitleActs.Migrated(telling, asked, recorded);
                break;
            case (_, ProjectFirstRegistered recorded):
                TitleActs.Project(telling, recorded);
                break;
            case (RecordTransferRequest asked, TransferRecorded recorded):
                TitleActs.Transfer(telling, asked.Units, recorded.Units, ReasonOf(shelf, recorded.ContractNumber), NoteOf(shelf, recorded.ContractNumber));
                TitleActs.Replace(telling, asked.Replacements);
                break;
            case (RecordCourtTransferRequest asked, CourtTransferRecorded recorded):
                TitleActs.Transfer(
                    telling, asked.Units, recorded.Units, CodeNames.Of(recorded.Reason)?.Chinese ?? "司法裁定", "裁判文书：" + recorded.Ruling);
                TitleActs.Replace(telling, asked.Replacements);
                break;
            case (ChangeOwnerDetailsRequest asked, OwnerDetailsChanged recorded):
                TitleActs.OwnerDetails(telling, asked, recorded);
                break;
            case (ChangeUnitDetailsRequest asked, UnitDetailsChanged recorded):
                TitleActs.UnitDetails(telling, asked, recorded);
                break;
            case (ChangeCoOwnershipRequest asked, CoOwnershipChanged recorded):
                TitleActs.CoOwnership(telling, asked, recorded);
                break;
            case (SplitUnitRequest asked, UnitSplit recorded):
                TitleActs.Split(telling, asked, recorded);
                break;
            case (MergeUnitsRequest asked, UnitMerged recorded):
                TitleActs.Merge(telling, asked, recorded);
                break;
            case (RecordCorrectionRequest asked, CorrectionRecorded recorded):
                TitleActs.Correct(telling, asked, recorded);
                break;
            case (CancelTitleRequest asked, TitleCancelled recorded):
                TitleActs.Cancel(telling, asked, recorded);
                break;
            case (ReissueCertificateRequest asked, CertificateReissued recorded):
                TitleActs.Reissue(telling, asked, recorded);
                break;
            default:
                TellRight(telling, act);
                break;
        }

        foreach (var draft in telling.Drafts)
        {
            ProcessRows.Add(draft, shelf.Cases);
            draft.Complete();
        }

        return telling.Drafts;
    }

    private static void TellRight(ActTelling telling, BookAct act)
    {
        switch (act.Request, act.Event)
        {
            case (RegisterMortgageRequest asked, MortgageRegistered recorded):
                MortgageActs.Register(telling, asked, recorded);
                break;
            case (ChangeMortgageRequest asked, MortgageChanged recorded):
                MortgageActs.Change(telling, asked, recorded);
                break;
            case (_, MortgageRanksChanged recorded):
                MortgageActs.Ranks(telling, recorded);
                break;
            case (TransferMortgageRequest asked, MortgageTransferred recorded):
                MortgageActs.Transfer(telling, asked, recorded);
                break;
            case (_, MortgageDetermined recorded):
                MortgageActs.Determine(telling, recorded);
                break;
            case (ConvertMortgageRequest asked, MortgageConverted recorded):
                MortgageActs.Convert(telling, asked, recorded);
                break;
            case (_, MortgageCancelled recorded):
                MortgageActs.Cancel(telling, recorded);
                break;
            case (EnterAdvanceNoticeRequest asked, AdvanceNoticeEntered recorded):
                NoticeActs.Notice(telling, asked, recorded);
                break;
            case (CancelAdvanceNoticeRequest asked, AdvanceNoticeCancelled recorded):
                NoticeActs.CancelNotice(telling, asked, recorded);
                break;
            case (EnterObjectionRequest asked, ObjectionEntered recorded):
                NoticeActs.Objection(telling, asked, recorded);
                break;
            case (CancelObjectionRequest asked, ObjectionCancelled recorded):
                NoticeActs.CancelObjection(telling, asked, recorded);
                break;
            case (RegisterEasementRequest asked, EasementRegistered recorded):
                NoticeActs.Easement(telling, asked, recorded);
                break;
            case (CancelEasementRequest asked, EasementCancelled recorded):
                NoticeActs.CancelEasement(telling, asked, recorded);
                break;
            case (RegisterResidenceRightRequest asked, ResidenceRightRegistered recorded):
                NoticeActs.Residence(telling, asked, recorded);
                break;
            case (CancelResidenceRightRequest asked, ResidenceRightCancelled recorded):
                NoticeActs.CancelResidence(telling, asked, recorded);
                break;
            case (EnterSeizureRequest asked, SeizureEntered recorded):
                SeizureActs.Enter(telling, asked, recorded);
                break;
            case (_, SeizureRenewed recorded):
                SeizureActs.Renew(telling, recorded);
                break;
            case (_, SeizureLifted recorded):
                SeizureActs.Lift(telling, recorded);
                break;
        }
    }

    /// <summary>The basis in words, as registries note it and an import finds it.</summary>
    public static string? NoteOf(BookShelf shelf, string basis)
        => basis.Length == 0 ? null : (shelf.Instruments.ContainsKey(basis) ? "依据：" : ExchangeNotes.Contract) + basis;

    private static string ReasonOf(BookShelf shelf, string basis)
        => shelf.Instruments.TryGetValue(basis, out var kind) && CodeNames.Of(kind) is { } name ? name.Chinese : "买卖";
}
