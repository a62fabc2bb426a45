using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// Where a peer keeps its store and, in files beside it, what its keys signed and who signed two roots. What fails in a file is
/// an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface IPeerDisk
{
    /// <summary>Where a file or the store is, for messages.</summary>
    string PathOf(string name);

    /// <summary>Makes what holds the files, unless it is there.</summary>
    void Create();

    /// <summary>Whether a file is there.</summary>
    bool Exists(string name);

    /// <summary>Opens a file that is there. One that is written is not read meanwhile: what changes would be compared.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="write">Whether it will be written; else it is not changed.</param>
    IDiskFile Open(string name, bool write);

    /// <summary>Makes a file, empty, that only its owner may read, in place of an older one.</summary>
    IDiskFile Create(string name);

    /// <summary>Gives a file another name, all at once.</summary>
    /// <param name="from">Its name.</param>
    /// <param name="to">The name it gets.</param>
    /// <param name="replace">Whether a file of that name gives way; else it is a fault.</param>
    void Move(string from, string to, bool replace);

    /// <summary>Tries whether it takes what is written there, as much as opening the store may write.</summary>
    void Probe();

    /// <summary>Opens the store for writing. Damage is looked for before.</summary>
    /// <param name="create">Makes it when absent.</param>
    /// <exception cref="StoreDamagedException">It is damaged.</exception>
    /// <exception cref="StoreException">It cannot be opened for another reason, such as another process holding it.</exception>
    IColumnStore OpenStore(bool create);

    /// <summary>Opens the store for reading, so that nothing of it is changed; null when none was ever made.</summary>
    /// <exception cref="StoreDamagedException">It is damaged, or parts of one are there.</exception>
    /// <exception cref="StoreException">It cannot be opened for another reason.</exception>
    IColumnStore? ReadStore();

    /// <summary>The store and what of the engine's files is missing there, or the newest of them, for messages.</summary>
    string DescribeStore();
}
