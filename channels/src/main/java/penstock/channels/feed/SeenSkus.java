package penstock.channels.feed;

/**
 * The SKUs of a feed seen so far with their quantities, in 12 bytes a slot instead of a string each.
 *
 * <p>SKUs are told apart by 64 bits of hash: two of 2,000,000 meet with a chance of one in nine million, and the later
 * one's row would then be reported as a duplicate.
 */
final class SeenSkus {

    /** Answered for a SKU that was not there. */
    static final int NEW = -1;

    private long[] hashes = new long[1 << 10];
    private int[] quantities = new int[1 << 10];
    private int size;

    /** Keeps the quantity unless the SKU has one, which is then answered. */
    int putIfAbsent(String sku, int quantity) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(sku);
        int slot = slot(hash);
        if (hashes[slot] == hash) {
            return quantities[slot];
        }
        hashes[slot] = hash;
        quantities[slot] = quantity;
        size++;
        return NEW;
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldQuantities = quantities;
        hashes = new long[oldHashes.length * 2];
        quantities = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                quantities[slot] = oldQuantities[i];
            }
        }
    }

    /** FNV-1a over the characters, mixed once more so that its low bits serve as a slot; never 0. */
    private static long hash(String sku) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < sku.length(); i++) {
            hash = (hash ^ sku.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }
}
