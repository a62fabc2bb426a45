namespace Ledger.Acts;

/// <summary>Cases, staff, exceptions, sharing.</summary>
internal static class CaseForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new AcceptApplicationForm(),
        new RequestSupplementForm(),
        new ResumeCaseForm(),
        new HandOverCaseForm(),
        new PostNoticeForm(),
        new ReviewCaseForm(),
        new SuspendCaseForm(),
        new WithdrawCaseForm(),
        new RefuseCaseForm(),
        new ArchiveCaseForm(),

        new ApproveExceptionForm(),
        new AuthoriseSharingForm(),
        new TraceQueryForm(),
        new EnrolStaffForm(),
        new RetireStaffForm(),
        new RenewTokensForm(),
    ];
}
