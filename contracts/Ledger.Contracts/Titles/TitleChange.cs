using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>How an act that is no transfer writes a title page: what it changes, and where the page comes from.</summary>
internal static class TitleChange
{
    /// <summary>The page as the act leaves it but for what it changes.</summary>
    /// <param name="before">The page as the act found it.</param>
    /// <param name="act">The act.</param>
    /// <param name="recording">Its recording.</param>
    /// <param name="businessNumber">Its business number of this unit.</param>
    public static TitlePage Of(PageView<TitlePage> before, Act act, Recording recording, string businessNumber)
    {
        var page = before.Body!.Clone();
        page.RecordingDate = recording.RecordingDate;
        page.RecordingMs = recording.RecordingMs;
        page.Document = act.Document;
        page.BusinessNumber = businessNumber;
        page.PreviousEntry = ByteString.CopyFrom(before.Entry.Span);
        return page;
    }
}
